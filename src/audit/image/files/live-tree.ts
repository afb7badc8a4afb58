import type { PathTable } from './path-table.js';

/**
 * Which of a table's paths are there at the moment. A folder lists only what is there, so that to empty it costs what it
 * holds, not what it ever held: layers that fill and empty a folder again and again take linear time.
 */
export interface LiveTree {
  has(node: number): boolean;
  add(node: number): void;
  remove(node: number): void;
  /** Removes everything below a folder, the deepest first. @param visit is told of each path before it goes */
  empty(folder: number, visit: (node: number) => void): void;
}

export function liveTree(table: PathTable): LiveTree {
  const own = new Uint8Array(table.size);
  const first = new Int32Array(table.size).fill(-1);
  const next = new Int32Array(table.size).fill(-1);
  const previous = new Int32Array(table.size).fill(-1);
  const isListed = (node: number) => own[node] === 1 || (first[node] as number) >= 0;

  function add(node: number): void {
    let at = node;
    const links: number[] = [];
    // folders above are listed too, even where no layer has an entry for them
    while (at > 0 && !isListed(at)) {
      links.push(at);
      at = table.parentOf(at);
    }
    own[node] = 1;
    for (const linked of links) link(linked);
  }

  function remove(node: number): void {
    own[node] = 0;
    for (let at = node; at > 0 && !isListed(at); at = table.parentOf(at)) unlink(at);
  }

  function link(node: number): void {
    const parent = table.parentOf(node);
    const after = first[parent] as number;
    next[node] = after;
    previous[node] = -1;
    if (after >= 0) previous[after] = node;
    first[parent] = node;
  }

  function unlink(node: number): void {
    const before = previous[node] as number;
    const after = next[node] as number;
    if (before >= 0) next[before] = after;
    else first[table.parentOf(node)] = after;
    if (after >= 0) previous[after] = before;
  }

  function empty(folder: number, visit: (node: number) => void): void {
    let at = folder;
    for (;;) {
      while ((first[at] as number) >= 0) at = first[at] as number;
      if (at === folder) return;
      const parent = table.parentOf(at);
      visit(at);
      remove(at);
      at = parent;
      // a folder that was listed only for what it held has gone with it
      while (at !== folder && !isListed(at)) at = table.parentOf(at);
    }
  }

  return { has: (node) => own[node] === 1, add, remove, empty };
}
