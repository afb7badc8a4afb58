import { layerPath } from '../archive/layer-path.js';
import type { LayerCollector, LayerEntry } from '../layer-collector.js';
import type { PathTable } from './path-table.js';

export type EntryKind = LayerEntry['type'] | 'deleted' | 'emptied';

const kinds: readonly EntryKind[] = [
  'file',
  'directory',
  'symlink',
  'hardlink',
  'device',
  'other',
  'deleted',
  'emptied',
];
const kindNumbers = new Map(kinds.map((kind, index) => [kind, index]));

/** What a layer holds, entry by entry in the tar's order, in columns. */
export interface LayerFiles {
  readonly length: number;
  nodeAt(index: number): number;
  kindAt(index: number): EntryKind;
  sizeAt(index: number): number;
  modeAt(index: number): number;
  uidAt(index: number): number;
  gidAt(index: number): number;
  /** Number of the path that a hard link leads to. */
  linkAt(index: number): number | null;
}

/** Takes down what a layer holds; the paths of all layers of an image go into one table. */
export function collectFiles(table: PathTable): LayerCollector & { files: LayerFiles } {
  let length = 0;
  let nodes = new Int32Array(256);
  let modes = new Int32Array(256);
  let uids = new Int32Array(256);
  let gids = new Int32Array(256);
  let sizes = new Float64Array(256);
  const links = new Map<number, number>();

  function grow(): void {
    const larger = (column: Int32Array<ArrayBuffer>) => {
      const copy = new Int32Array(column.length * 2);
      copy.set(column);
      return copy;
    };
    [nodes, modes, uids, gids] = [larger(nodes), larger(modes), larger(uids), larger(gids)];
    const copy = new Float64Array(sizes.length * 2);
    copy.set(sizes);
    sizes = copy;
  }

  return {
    wants: () => false,
    entry(entry) {
      if (length === nodes.length) grow();
      const { path, type, whiteout, mode, linkTarget } = entry;
      const kind = whiteout === 'file' ? 'deleted' : whiteout === 'opaque' ? 'emptied' : type;
      nodes[length] = table.intern(path);
      modes[length] = mode | ((kindNumbers.get(kind) as number) << 16);
      uids[length] = entry.uid;
      gids[length] = entry.gid;
      sizes[length] = entry.sizeBytes;
      if (kind === 'hardlink') links.set(length, table.intern(layerPath(linkTarget ?? '')));
      length += 1;
    },
    files: {
      get length() {
        return length;
      },
      nodeAt: (index) => nodes[index] as number,
      kindAt: (index) => kinds[(modes[index] as number) >> 16] as EntryKind,
      sizeAt: (index) => sizes[index] as number,
      modeAt: (index) => (modes[index] as number) & 0xffff,
      uidAt: (index) => uids[index] as number,
      gidAt: (index) => gids[index] as number,
      linkAt: (index) => links.get(index) ?? null,
    },
  };
}
