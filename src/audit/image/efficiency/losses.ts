import type { ImageFiles, LossKind } from '../files/image-files.js';
import type { PathTable } from '../files/path-table.js';
import { type HistoryStep, shownStep } from '../history.js';

/** Bytes of one layer that another hides, and what would keep them out of the image. */
export interface Saving {
  bytes: number;
  files: number;
  kind: LossKind;
  /** Index of the layer that holds them, and of the one that hides them. */
  layer: number;
  by: number;
  /** The largest of the files. */
  examples: string[];
  /** What to change; null where both layers are the base image's. */
  advice: string | null;
}

/** What an image carries that nobody can reach. */
export interface Reclaimable {
  bytes: number;
  /** Per layer, of its own bytes. */
  byLayer: number[];
  /** The ten paths that lose most, all their hidden copies together. */
  largest: { path: string; bytes: number; layers: number[] }[];
  /** The largest first. */
  savings: Saving[];
}

const shownPaths = 10;

/** Sums up what is lost, by the instruction at fault. @param baseLayers how many layers are the base image's */
export function sumLosses(
  table: PathTable,
  { losses }: ImageFiles,
  layerCount: number,
  steps: readonly HistoryStep[],
  baseLayers: number,
): Reclaimable {
  const byLayer = new Array<number>(layerCount).fill(0);
  const byPath = new Map<number, { bytes: number; layers: number[] }>();
  const groups = new Map<string, Saving & { top: { node: number; bytes: number }[] }>();
  let bytes = 0;
  for (const loss of losses) {
    bytes += loss.bytes;
    byLayer[loss.layer] = (byLayer[loss.layer] as number) + loss.bytes;
    const path = byPath.get(loss.node) ?? { bytes: 0, layers: [] };
    path.bytes += loss.bytes;
    path.layers.push(loss.layer);
    byPath.set(loss.node, path);
    const key = `${loss.layer} ${loss.by} ${loss.kind}`;
    const { layer, by, kind } = loss;
    const group = groups.get(key) ?? { bytes: 0, files: 0, kind, layer, by, examples: [], advice: null, top: [] };
    group.bytes += loss.bytes;
    group.files += 1;
    keepLargest(group.top, loss, 3);
    groups.set(key, group);
  }
  const stepOf = new Map(steps.flatMap((step) => (step.layer === null ? [] : [[step.layer, step] as const])));
  const savings = [...groups.values()].map(
    ({ top, ...saving }): Saving => ({
      ...saving,
      examples: top.map(({ node }) => table.pathOf(node)),
      advice: advise(saving, stepOf, baseLayers),
    }),
  );
  const top: { node: number; bytes: number }[] = [];
  for (const [node, path] of byPath) keepLargest(top, { node, bytes: path.bytes }, shownPaths);
  return {
    bytes,
    byLayer,
    largest: top.map(({ node, bytes }) => ({
      path: table.pathOf(node),
      bytes,
      layers: byPath.get(node)?.layers ?? [],
    })),
    savings: savings.sort((a, b) => b.bytes - a.bytes),
  };
}

/** Keeps a short list sorted, the largest first. */
export function keepLargest<T extends { bytes: number }>(list: T[], item: T, most: number): void {
  if (list.length === most && (list.at(-1) as T).bytes >= item.bytes) return;
  const at = list.findIndex(({ bytes }) => bytes < item.bytes);
  list.splice(at < 0 ? list.length : at, 0, item);
  if (list.length > most) list.pop();
}

function advise(
  { layer, by, kind }: Pick<Saving, 'layer' | 'by' | 'kind'>,
  stepOf: ReadonlyMap<number, HistoryStep>,
  baseLayers: number,
): string | null {
  if (by < baseLayers) return null;
  const maker = stepOf.get(layer);
  const hider = stepOf.get(by);
  const where = (step: HistoryStep | undefined, index: number) =>
    step ? `${shownStep(step, 40)} (layer ${index + 1})` : `layer ${index + 1}`;
  if (layer < baseLayers)
    return kind === 'deleted'
      ? `It comes from the base image, so deleting it in ${where(hider, by)} frees nothing: choose a base image without it.`
      : `${where(hider, by)} writes anew what the base image has: a newer or smaller base image saves one of the two.`;
  if (kind === 'mode-changed')
    return `${where(hider, by)} copies each file whose owner or mode it changes: set them where the files come in, with COPY --chown and --chmod${maker?.keyword === 'RUN' ? ' or in the RUN that makes them' : ''}.`;
  if (maker?.keyword === 'COPY' || maker?.keyword === 'ADD')
    return `Leave it out of ${where(maker, layer)}: by .dockerignore, or with RUN --mount=type=bind where only a build step needs it.`;
  if (layer === by) return `${where(maker, layer)} holds it twice in one layer.`;
  return kind === 'deleted'
    ? `Delete it in the RUN that makes it: join ${where(hider, by)} with ${where(maker, layer)}.`
    : `Write it once: join ${where(hider, by)} with ${where(maker, layer)}.`;
}
