import type { Activity } from '../activity.js';
import { openArchive } from '../engine/layout/open-archive.js';
import type { ContentSource } from '../engine/registry/content.js';
import { parseReference } from '../engine/registry/reference.js';
import { Fault } from '../fault.js';

/** The one image of an archive. */
export interface OneImage {
  content: ContentSource;
  digest: string;
  /** As a whole name, or a tag alone; null where the archive has none. */
  name: string | null;
  close(): Promise<void>;
}

/** @throws Fault path-not-found, or invalid-input for what holds none or several */
export async function openOneImage(path: string, { signal, report }: Activity): Promise<OneImage> {
  const layout = await openArchive(path, { signal, report: (message) => report(message) });
  const [image, ...others] = layout.images;
  if (image && others.length === 0)
    return { content: layout, digest: image.digest, name: image.names[0] ?? null, close: () => layout.close() };
  await layout.close();
  throw new Fault(
    'invalid-input',
    `${path} holds ${layout.images.length} images.`,
    'Take an archive that holds one; docker save and dockwright push --to-archive write such.',
  );
}

/** The tag in an archive's name for an image. */
export function tagOfName(name: string | null): string | null {
  return name === null ? null : /[/:]/.test(name) ? parseReference(name).tag : name;
}
