/**
 * Paths as numbers, in columns instead of objects: an image of 100,000 files takes a few MB, and
 * each path once however many layers have it. The root is 0.
 */
export interface PathTable {
  readonly size: number;
  /** The number of an absolute, clean path, which is new where need be. */
  intern(path: string): number;
  /** The number of a path; -1 where it is not there. */
  find(path: string): number;
  parentOf(node: number): number;
  nameOf(node: number): string;
  pathOf(node: number): string;
}

/** @param onGrow is told how many paths there are, and may throw */
export function pathTable(onGrow: (size: number) => void = () => {}): PathTable {
  let size = 1;
  let parents = new Int32Array(1024);
  let names = new Int32Array(1024);
  let buckets = new Int32Array(4096).fill(-1);
  const nameTexts: string[] = [''];
  const nameNumbers = new Map<string, number>([['', 0]]);
  parents[0] = -1;
  let lastFolder = '';
  let lastFolderNode = 0;

  function intern(path: string): number {
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, slash);
    // tars list a folder's files one after the other
    if (folder !== lastFolder) {
      lastFolderNode = internFolder(folder);
      lastFolder = folder;
    }
    const name = path.slice(slash + 1);
    return name === '' ? lastFolderNode : child(lastFolderNode, numberOf(name));
  }

  function internFolder(folder: string): number {
    let node = 0;
    for (let at = 1; at <= folder.length; ) {
      const slash = folder.indexOf('/', at);
      const end = slash < 0 ? folder.length : slash;
      node = child(node, numberOf(folder.slice(at, end)));
      at = end + 1;
    }
    return node;
  }

  function numberOf(name: string): number {
    const known = nameNumbers.get(name);
    if (known !== undefined) return known;
    // a slice keeps the whole path that it was cut from alive
    const copy = Buffer.from(name, 'utf8').toString('utf8');
    nameTexts.push(copy);
    nameNumbers.set(copy, nameTexts.length - 1);
    return nameTexts.length - 1;
  }

  function child(parent: number, name: number): number {
    const bucket = bucketOf(parent, name);
    const known = buckets[bucket] as number;
    if (known >= 0) return known;
    onGrow(size + 1);
    if (size === parents.length) growColumns();
    const node = size;
    size += 1;
    parents[node] = parent;
    names[node] = name;
    buckets[bucket] = node;
    if (size * 2 > buckets.length) growBuckets();
    return node;
  }

  /** Where a child is, or would be. */
  function bucketOf(parent: number, name: number): number {
    const mask = buckets.length - 1;
    let bucket = hash(parent, name) & mask;
    for (let node = buckets[bucket] as number; node >= 0; node = buckets[bucket] as number) {
      if (parents[node] === parent && names[node] === name) break;
      bucket = (bucket + 1) & mask;
    }
    return bucket;
  }

  function growColumns(): void {
    parents = doubled(parents);
    names = doubled(names);
  }

  function growBuckets(): void {
    buckets = new Int32Array(buckets.length * 2).fill(-1);
    for (let node = 1; node < size; node += 1) buckets[bucketOf(parents[node] as number, names[node] as number)] = node;
  }

  function find(path: string): number {
    let node = 0;
    for (const part of path.split('/')) {
      if (part === '') continue;
      const name = nameNumbers.get(part);
      const next = name === undefined ? -1 : (buckets[bucketOf(node, name)] as number);
      if (next < 0) return -1;
      node = next;
    }
    return node;
  }

  const nameOf = (node: number) => nameTexts[names[node] as number] as string;

  function pathOf(node: number): string {
    const parts: string[] = [];
    for (let at = node; at > 0; at = parents[at] as number) parts.push(nameOf(at));
    return `/${parts.reverse().join('/')}`;
  }

  return {
    get size() {
      return size;
    },
    intern,
    find,
    parentOf: (node) => parents[node] as number,
    nameOf,
    pathOf,
  };
}

function hash(parent: number, name: number): number {
  let mixed = Math.imul(parent, 0x9e3779b1) ^ Math.imul(name + 0x7f4a7c15, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

function doubled(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2);
  larger.set(column);
  return larger;
}
