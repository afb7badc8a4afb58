import type { Activity } from '../../activity.js';
import { mostPathsBudget } from './archive/limits.js';
import { type BaseImage, findBase } from './base/find-base.js';
import { releaseFiles } from './base/os-release.js';
import { type DiveFigures, diveFigures } from './efficiency/dive-figures.js';
import { keepLargest, type Reclaimable, sumLosses } from './efficiency/losses.js';
import { type ImageFiles, layFiles } from './files/image-files.js';
import { collectFiles, type LayerFiles } from './files/layer-files.js';
import { type PathTable, pathTable } from './files/path-table.js';
import { collectTexts, seenTexts } from './files/small-texts.js';
import { type HistoryStep, readHistory } from './history.js';
import type { CollectorsOf, ImageSource, ReadImage } from './image-source.js';
import { readImageFrom } from './read-image.js';
import { accountFiles } from './rules/accounts.js';

/** An image with everything that its checks ask for. */
export interface InspectedImage {
  /** What the user called it; null for an archive. */
  reference: string | null;
  read: ReadImage;
  steps: readonly HistoryStep[];
  files: ImageFiles;
  /** Each layer's entries; their paths are numbers of `paths`. */
  layerFiles: readonly LayerFiles[];
  paths: PathTable;
  /** Contents of a few small files that a container sees, by path. */
  texts: ReadonlyMap<string, string>;
  dive: DiveFigures;
  reclaimable: Reclaimable;
  /** The ten largest files that a container sees. */
  largest: { path: string; bytes: number; layer: number }[];
  base: BaseImage;
  /** Files that a later layer hides, by path, each layer's once. */
  hidden(wanted: (path: string) => boolean): { path: string; layer: number }[];
}

export interface InspectOptions {
  reference?: string | null;
  now: Date;
  /** Further collectors for a layer (secrets, packages), which see the same single pass. */
  collectorsOf?: CollectorsOf;
}

/** Reads an image once and works out what its checks need. */
export async function inspectImageFrom(
  source: ImageSource,
  options: InspectOptions,
  activity: Activity,
): Promise<InspectedImage> {
  const table = pathTable(mostPathsBudget);
  const collected = new Map<
    string,
    { files: ReturnType<typeof collectFiles>; texts: ReturnType<typeof collectTexts> }
  >();
  const read = await readImageFrom(
    source,
    (blob) => {
      const own = { files: collectFiles(table), texts: collectTexts([...releaseFiles, ...accountFiles]) };
      collected.set(blob, own);
      return [own.files, own.texts, ...(options.collectorsOf?.(blob) ?? [])];
    },
    activity,
  );
  const layers = read.layers.map(({ blob }) => collected.get(blob) as NonNullable<ReturnType<typeof collected.get>>);
  const layerFiles = layers.map(({ files }) => files.files);
  const files = layFiles(table, layerFiles);
  const texts = seenTexts(
    files,
    layers.map(({ texts: own }) => own.texts),
  );
  const steps = readHistory(read.history, read.layers);
  const base = findBase(read, steps, texts, options.now);
  return {
    reference: options.reference ?? null,
    read,
    steps,
    files,
    layerFiles,
    paths: table,
    texts,
    dive: diveFigures(table, layerFiles),
    reclaimable: sumLosses(table, files, layers.length, steps, base.layers ?? 0),
    largest: largestFiles(files),
    base,
    hidden: (wanted) =>
      files.losses.map(({ node, layer }) => ({ path: table.pathOf(node), layer })).filter(({ path }) => wanted(path)),
  };
}

function largestFiles(files: ImageFiles): InspectedImage['largest'] {
  const top: InspectedImage['largest'] = [];
  for (const { path, kind, sizeBytes, layer } of files.all())
    if (kind === 'file') keepLargest(top, { path, bytes: sizeBytes, layer }, 10);
  return top;
}
