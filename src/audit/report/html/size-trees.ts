import type { Loss } from '../../image/files/image-files.js';
import type { LayerFiles } from '../../image/files/layer-files.js';
import type { PathTable } from '../../image/files/path-table.js';
import type { SizedPath } from './image-report.js';

/** Places in all trees together; what is smaller is summed up, so that a report's size does not grow with the image. */
const mostPlaces = 2500;
/** A layer of few bytes has these at least. */
const fewestPlaces = 12;
/** A folder shows these of what it holds; more would be slivers. */
const mostChildren = 48;

/**
 * Each layer's files as a tree, with the bytes below each folder: the largest folders are divided first, until the places
 * are used up. Takes no longer for deep paths than for flat ones.
 */
export function sizeTrees(table: PathTable, layers: readonly LayerFiles[], losses: readonly Loss[]): SizedPath[] {
  const columns = sumColumns(table);
  const hidden = layers.map((): Loss[] => []);
  for (const loss of losses) hidden[loss.layer]?.push(loss);
  const sizes = layers.map(bytesOf);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return layers.map((files, layer) => {
    columns.sum(files, hidden[layer] as Loss[]);
    const share = total === 0 ? 0 : (sizes[layer] as number) / total;
    const root = columns.place(0);
    divide(root, columns, Math.max(fewestPlaces, Math.floor(mostPlaces * share)));
    columns.clear();
    return root.shown;
  });
}

function bytesOf(files: LayerFiles): number {
  let bytes = 0;
  for (let index = 0; index < files.length; index += 1)
    if (files.kindAt(index) === 'file') bytes += files.sizeAt(index);
  return bytes;
}

interface Place {
  node: number;
  shown: SizedPath;
}

interface SumColumns {
  sum(files: LayerFiles, losses: readonly Loss[]): void;
  clear(): void;
  place(node: number): Place;
  childrenOf(node: number): Place[];
}

/** Sums for every path of the table, used for one layer after the other. */
function sumColumns(table: PathTable): SumColumns {
  const bytes = new Float64Array(table.size);
  const hidden = new Float64Array(table.size);
  const files = new Uint32Array(table.size);
  const firstChild = new Int32Array(table.size).fill(-1);
  const nextChild = new Int32Array(table.size).fill(-1);
  const isListed = new Uint8Array(table.size);
  let listed: number[] = [];

  function list(node: number): void {
    for (let at = node; at > 0 && isListed[at] === 0; at = table.parentOf(at)) {
      const parent = table.parentOf(at);
      isListed[at] = 1;
      listed.push(at);
      nextChild[at] = firstChild[parent] as number;
      firstChild[parent] = at;
    }
  }

  function place(node: number): Place {
    const name = node === 0 ? '/' : table.nameOf(node);
    const sizeBytes = bytes[node] as number;
    const hiddenBytes = Math.min(hidden[node] as number, sizeBytes);
    return { node, shown: { name, sizeBytes, hiddenBytes, files: files[node] as number } };
  }

  return {
    sum(layer, losses) {
      for (let index = 0; index < layer.length; index += 1) {
        if (layer.kindAt(index) !== 'file') continue;
        const node = layer.nodeAt(index);
        list(node);
        bytes[node] = (bytes[node] as number) + layer.sizeAt(index);
        files[node] = (files[node] as number) + 1;
      }
      for (const { node, bytes: lost } of losses) hidden[node] = (hidden[node] as number) + lost;
      // a folder has a lower number than what it holds, so that each is whole before it is added to its parent
      for (const node of Int32Array.from(listed).sort().reverse()) {
        const parent = table.parentOf(node);
        bytes[parent] = (bytes[parent] as number) + (bytes[node] as number);
        hidden[parent] = (hidden[parent] as number) + (hidden[node] as number);
        files[parent] = (files[parent] as number) + (files[node] as number);
      }
    },
    clear() {
      listed.push(0);
      for (const node of listed) {
        bytes[node] = 0;
        hidden[node] = 0;
        files[node] = 0;
        isListed[node] = 0;
        firstChild[node] = -1;
        nextChild[node] = -1;
      }
      listed = [];
    },
    place,
    childrenOf(node) {
      const children: Place[] = [];
      for (let at = firstChild[node] as number; at >= 0; at = nextChild[at] as number)
        if ((bytes[at] as number) > 0) children.push(place(at));
      return children.sort((a, b) => b.shown.sizeBytes - a.shown.sizeBytes || (a.shown.name < b.shown.name ? -1 : 1));
    },
  };
}

/** Divides the largest folder that is not divided yet, again and again. */
function divide(root: Place, { childrenOf }: SumColumns, places: number): void {
  const waiting = [root];
  let left = places;
  while (left > 0) {
    const folder = waiting.pop();
    if (!folder) return;
    const children = childrenOf(folder.node);
    if (children.length === 0) continue;
    const kept = children.slice(0, Math.min(mostChildren, Math.max(left, 1)));
    const rest = children.slice(kept.length);
    folder.shown.children = [...kept, ...(rest.length ? [sumUp(rest)] : [])].map(({ shown }) => shown);
    left -= folder.shown.children.length;
    for (const child of kept) insert(waiting, child);
  }
}

function sumUp(places: readonly Place[]): Place {
  const shown: SizedPath = { name: '', sizeBytes: 0, hiddenBytes: 0, files: 0 };
  for (const { shown: one } of places) {
    shown.sizeBytes += one.sizeBytes;
    shown.hiddenBytes += one.hiddenBytes;
    shown.files += one.files;
  }
  return { node: -1, shown };
}

/** Keeps the largest at the end; found by halving. */
function insert(sorted: Place[], place: Place): void {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Place).shown.sizeBytes < place.shown.sizeBytes) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, place);
}
