import type { EntryKind, LayerFiles } from './layer-files.js';
import { liveTree } from './live-tree.js';
import type { PathTable } from './path-table.js';

/** How a layer's bytes came to be of no use. */
export type LossKind = 'deleted' | 'replaced' | 'mode-changed';

/** A file whose bytes nobody can reach any more, since a later layer (or a later entry of the same) hides it. */
export interface Loss {
  node: number;
  bytes: number;
  /** The layer that holds the bytes. */
  layer: number;
  /** The layer that hides them. */
  by: number;
  kind: LossKind;
}

/** A file as a container sees it. */
export interface ImageFile {
  path: string;
  kind: EntryKind;
  sizeBytes: number;
  mode: number;
  uid: number;
  gid: number;
  /** Index of the layer that it comes from. */
  layer: number;
}

/** An image's files with all layers laid over each other. */
export interface ImageFiles {
  /** What is at a path; null where nothing is. Links are not followed. */
  at(path: string): ImageFile | null;
  /** Everything that a container sees. */
  all(): Iterable<ImageFile>;
  /** Whether a path of a layer is what a container sees there. */
  isSeen(path: string, layer: number): boolean;
  losses: readonly Loss[];
}

/**
 * Lays layers over each other as a union file system does: whiteouts hide what lower layers have, then what a layer has takes
 * its place. Bytes count as lost when the last name of a file is hidden, since hard links share them.
 */
export function layFiles(table: PathTable, layers: readonly LayerFiles[]): ImageFiles {
  // entries are numbered through all layers; `seen` has the one that a path shows
  const offsets: number[] = [];
  let total = 0;
  for (const { length } of layers) {
    offsets.push(total);
    total += length;
  }
  const layerOf = new Uint16Array(total);
  for (const [layer, offset] of offsets.entries()) layerOf.fill(layer, offset);
  const tree = liveTree(table);
  const seen = new Int32Array(table.size).fill(-1);
  const owners = new Int32Array(total);
  const names = new Uint32Array(total);
  const losses: Loss[] = [];

  const lookUp = (entry: number): [LayerFiles, number] => {
    const layer = layerOf[entry] as number;
    return [layers[layer] as LayerFiles, entry - (offsets[layer] as number)];
  };

  /** Counts a path's bytes as lost if it was the last name that they had. */
  function lose(node: number, by: number, kind: LossKind): void {
    const owner = owners[seen[node] as number] as number;
    seen[node] = -1;
    names[owner] = (names[owner] as number) - 1;
    if (names[owner] !== 0) return;
    const [files, index] = lookUp(owner);
    const bytes = files.kindAt(index) === 'file' ? files.sizeAt(index) : 0;
    if (bytes > 0) losses.push({ node, bytes, layer: layerOf[owner] as number, by, kind });
  }

  function hide(node: number, by: number): void {
    tree.empty(node, (below) => lose(below, by, 'deleted'));
    if (!tree.has(node)) return;
    lose(node, by, 'deleted');
    tree.remove(node);
  }

  function place(layer: number, index: number): void {
    const files = layers[layer] as LayerFiles;
    const node = files.nodeAt(index);
    const kind = files.kindAt(index);
    const entry = (offsets[layer] as number) + index;
    const target = files.linkAt(index);
    const linked = target === null ? -1 : (seen[target] as number);
    // the new name of a link counts before the old one goes, for a link that takes the place of itself
    const owner = linked >= 0 ? (owners[linked] as number) : entry;
    owners[entry] = owner;
    names[owner] = (names[owner] as number) + 1;
    if (kind !== 'directory') tree.empty(node, (below) => lose(below, layer, 'replaced'));
    if (tree.has(node)) lose(node, layer, onlyModeChanged(entry, seen[node] as number) ? 'mode-changed' : 'replaced');
    seen[node] = entry;
    tree.add(node);
  }

  function onlyModeChanged(after: number, before: number): boolean {
    const [upper, at] = lookUp(after);
    const [lower, was] = lookUp(before);
    if (upper === lower || lower.kindAt(was) !== 'file' || upper.kindAt(at) !== 'file') return false;
    if (lower.sizeAt(was) !== upper.sizeAt(at)) return false;
    return (
      lower.modeAt(was) !== upper.modeAt(at) ||
      lower.uidAt(was) !== upper.uidAt(at) ||
      lower.gidAt(was) !== upper.gidAt(at)
    );
  }

  for (const [layer, files] of layers.entries()) {
    for (let index = 0; index < files.length; index += 1) {
      const kind = files.kindAt(index);
      const node = files.nodeAt(index);
      if (kind === 'deleted') hide(node, layer);
      if (kind === 'emptied') tree.empty(node, (below) => lose(below, layer, 'deleted'));
    }
    for (let index = 0; index < files.length; index += 1) {
      const kind = files.kindAt(index);
      if (kind !== 'deleted' && kind !== 'emptied') place(layer, index);
    }
  }

  function fileOf(node: number): ImageFile | null {
    const entry = seen[node] ?? -1;
    if (entry < 0) return null;
    const [files, index] = lookUp(entry);
    return {
      path: table.pathOf(node),
      kind: files.kindAt(index),
      sizeBytes: files.sizeAt(index),
      mode: files.modeAt(index),
      uid: files.uidAt(index),
      gid: files.gidAt(index),
      layer: layerOf[entry] as number,
    };
  }

  return {
    losses,
    at(path) {
      const node = table.find(path);
      return node < 0 ? null : fileOf(node);
    },
    *all() {
      for (let node = 1; node < seen.length; node += 1) {
        const file = fileOf(node);
        if (file) yield file;
      }
    },
    isSeen(path, layer) {
      const node = table.find(path);
      const entry = node < 0 ? -1 : (seen[node] ?? -1);
      return entry >= 0 && layerOf[entry] === layer;
    },
  };
}
