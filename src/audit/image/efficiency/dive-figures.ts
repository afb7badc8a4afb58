import type { LayerFiles } from '../files/layer-files.js';
import { liveTree } from '../files/live-tree.js';
import type { PathTable } from '../files/path-table.js';
import { reachUntil, treeOfLayer } from './layer-tree.js';

/** The figures of dive, by its own way of counting. */
export interface DiveFigures {
  /** Sum of the smallest sizes per path by the sum of all sizes per path; 1 for an image without bytes. */
  efficiency: number;
  /** Bytes of all copies of what stands in several layers, the copy that is seen included. */
  wastedBytes: number;
  /** The same by the bytes of all layers but the first, which dive takes for the base image. */
  wastedUserPercent: number;
  /** Paths that stand in several layers. */
  inefficientPaths: number;
}

/**
 * Computes dive's figures (https://github.com/wagoodman/dive, dive/filetree/efficiency.go). Its way in particular:
 * - only a layer's leaves count, and a folder is one where the layer has nothing in it;
 * - a whiteout counts as zero bytes for a file, and for a folder as all that is below it, if the last layer that touched the
 *   folder has an entry for it; opaque whiteouts are passed over;
 * - a whiteout of what is not there ends the layer: its leaves after that, by name, are not counted, and a path that only such
 *   a whiteout names counts as -1 byte.
 */
export function diveFigures(table: PathTable, layers: readonly LayerFiles[]): DiveFigures {
  const counts = new Uint32Array(table.size);
  const smallest = new Float64Array(table.size);
  const sums = new Float64Array(table.size);
  const stopped = new Set<number>();
  const stack = stackedTree(table);

  function count(node: number, bytes: number): void {
    smallest[node] = counts[node] === 0 ? bytes : Math.min(smallest[node] as number, bytes);
    counts[node] = (counts[node] as number) + 1;
    sums[node] = (sums[node] as number) + bytes;
  }

  const scratch = treeOfLayer(table);
  for (const [index, files] of layers.entries()) {
    const layer = scratch(files);
    // what dive looks a whiteout of the first layer up in is that layer itself
    if (index === 0)
      layer.each((node, entry) => stack.put(node, entry && files.sizeAt(entry.index), isFolder(files, entry)));
    const missing = layer.whiteouts.filter((node) => !stack.has(node));
    const { stop, reaches } = reachUntil(table, missing);
    if (stop !== null) stopped.add(stop);
    layer.each((node, entry, isLeaf) => {
      if (isLeaf && reaches(node, false)) count(node, entry ? files.sizeAt(entry.index) : 0);
    });
    for (const node of layer.whiteouts) if (reaches(node, true)) count(node, stack.bytesBelow(node));
    const early = (node: number) => `.wh.${table.nameOf(node)}` < table.nameOf(node);
    for (const node of layer.whiteouts) if (early(node)) stack.remove(node);
    layer.each((node, entry) => stack.put(node, entry && files.sizeAt(entry.index), isFolder(files, entry)));
    for (const node of layer.whiteouts) if (!early(node)) stack.remove(node);
  }

  let least = 0;
  let all = 0;
  // dive has taken such a path down before it fails, with its mark for "no size yet"
  for (const node of stopped) if (counts[node] === 0) least -= 1;
  let wastedBytes = 0;
  let inefficientPaths = 0;
  for (let node = 1; node < counts.length; node += 1) {
    least += smallest[node] as number;
    all += sums[node] as number;
    if ((counts[node] as number) < 2) continue;
    inefficientPaths += 1;
    wastedBytes += sums[node] as number;
  }
  const userBytes = layers.slice(1).reduce((sum, files) => sum + bytesOf(files), 0);
  return {
    efficiency: all === 0 ? 1 : least / all,
    wastedBytes,
    wastedUserPercent: userBytes === 0 ? 0 : wastedBytes / userBytes,
    inefficientPaths,
  };
}

function isFolder(files: LayerFiles, entry: { index: number } | null): boolean {
  return entry !== null && files.kindAt(entry.index) === 'directory';
}

function bytesOf(files: LayerFiles): number {
  let sum = 0;
  for (let index = 0; index < files.length; index += 1) sum += files.sizeAt(index);
  return sum;
}

/** The layers so far as dive lays them over each other, with the bytes below each folder kept up to date. */
function stackedTree(table: PathTable) {
  const tree = liveTree(table);
  const sizes = new Float64Array(table.size);
  const totals = new Float64Array(table.size);
  const folders = new Uint8Array(table.size);

  function change(node: number, bytes: number): void {
    if (bytes !== 0) for (let at = node; at >= 0; at = table.parentOf(at)) totals[at] = (totals[at] as number) + bytes;
  }

  function forget(node: number): void {
    sizes[node] = 0;
    totals[node] = 0;
    folders[node] = 0;
  }

  return {
    has: tree.has,
    /** A folder that a layer only passes through loses its size and its being a folder, as in dive. */
    put(node: number, bytes: number | null, folder: boolean): void {
      const size = bytes ?? 0;
      change(node, size - (sizes[node] as number));
      sizes[node] = size;
      folders[node] = folder ? 1 : 0;
      tree.add(node);
    },
    remove(node: number): void {
      if (!tree.has(node)) return;
      change(node, -(totals[node] as number));
      tree.empty(node, forget);
      forget(node);
      tree.remove(node);
    },
    bytesBelow: (node: number): number => (folders[node] === 1 ? (totals[node] as number) : 0),
  };
}
