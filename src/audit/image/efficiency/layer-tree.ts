import type { LayerFiles } from '../files/layer-files.js';
import type { PathTable } from '../files/path-table.js';

/** One layer as a tree of its own: what it has an entry for, and the folders on the way there. */
export interface LayerTree {
  /** Numbers of what the layer deletes, each once. */
  whiteouts: readonly number[];
  /** Every path, with the last entry that the layer has for it, if any. */
  each(visit: (node: number, entry: { index: number } | null, isLeaf: boolean) => void): void;
}

/** Makes trees of layers, one after the other; each is good until the next. */
export function treeOfLayer(table: PathTable): (files: LayerFiles) => LayerTree {
  const touched = new Uint16Array(table.size);
  const parents = new Uint16Array(table.size);
  const deleted = new Uint16Array(table.size);
  const entries = new Int32Array(table.size);
  let stamp = 0;

  return (files) => {
    stamp += 1;
    const nodes: number[] = [];
    const whiteouts: number[] = [];
    const touch = (node: number) => {
      for (let at = node; at > 0 && touched[at] !== stamp; at = table.parentOf(at)) {
        touched[at] = stamp;
        entries[at] = -1;
        nodes.push(at);
        parents[table.parentOf(at)] = stamp;
      }
    };
    for (let index = 0; index < files.length; index += 1) {
      const node = files.nodeAt(index);
      const kind = files.kindAt(index);
      if (kind === 'deleted') {
        const folder = table.parentOf(node);
        touch(folder);
        parents[folder] = stamp;
        if (deleted[node] !== stamp) whiteouts.push(node);
        deleted[node] = stamp;
      } else {
        touch(node);
        if (kind !== 'emptied') entries[node] = index;
      }
    }
    const mine = stamp;
    return {
      whiteouts,
      each(visit) {
        for (const node of nodes) {
          const index = entries[node] as number;
          visit(node, index < 0 ? null : { index }, parents[node] !== mine);
        }
      },
    };
  };
}

/** What dive gets to of a layer, whose leaves it takes in order. */
export interface Reach {
  /** The whiteout that ends it. */
  stop: number | null;
  reaches(node: number, whiteout: boolean): boolean;
}

/**
 * How far dive gets in a layer with whiteouts that stop it. It goes through a layer by name, each folder's content first; a
 * whiteout stands there with its prefix.
 */
export function reachUntil(table: PathTable, stops: readonly number[]): Reach {
  const partsOf = (node: number, whiteout: boolean): Buffer[] => {
    const parts = table.pathOf(node).slice(1).split('/');
    if (whiteout) parts.push(`.wh.${parts.pop() ?? ''}`);
    return parts.map((part) => Buffer.from(part));
  };
  const [first] = stops
    .map((node) => ({ node, parts: partsOf(node, true) }))
    .sort((one, other) => compare(one.parts, other.parts));
  if (!first) return { stop: null, reaches: () => true };
  return {
    stop: first.node,
    reaches: (node, whiteout) => compare(partsOf(node, whiteout), first.parts) < 0,
  };
}

function compare(one: readonly Buffer[], other: readonly Buffer[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const order = Buffer.compare(one[at] as Buffer, other[at] as Buffer);
    if (order !== 0) return order;
  }
  return other.length - one.length;
}
