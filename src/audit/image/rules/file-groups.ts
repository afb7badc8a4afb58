import type { ImageFile } from '../files/image-files.js';
import type { InspectedImage } from '../inspect-image.js';

/** Files by the layer that they come from, the lowest first. */
export function byLayer({ files }: InspectedImage, wanted: (file: ImageFile) => boolean): [number, ImageFile[]][] {
  const groups = new Map<number, ImageFile[]>();
  for (const file of files.all()) {
    if (!wanted(file)) continue;
    const group = groups.get(file.layer);
    if (group) group.push(file);
    else groups.set(file.layer, [file]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

/** The first few paths, and how many more there are. */
export function listed(files: readonly { path: string }[], most = 5): string {
  const shown = files.slice(0, most).map(({ path }) => path.replace(/\p{Cc}/gu, '?').slice(0, 120));
  const more = files.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en')} more` : shown.join(', ');
}

/** A number of bytes for a person: `1.5 MB`. */
export function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return value >= 10 ? `${Math.round(value).toLocaleString('en')} MB` : `${value.toFixed(value >= 0.1 ? 1 : 3)} MB`;
}
