/** An entry of a layer's tar, its path made absolute and clean. */
export interface LayerEntry {
  /** `/usr/bin/python3`; never with `.`, `..` or a slash at its end. */
  path: string;
  type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'other';
  sizeBytes: number;
  /** Permission bits with setuid, setgid and sticky. */
  mode: number;
  uid: number;
  gid: number;
  /** Target of a link, as it is written. */
  linkTarget: string | null;
  /** `.wh.NAME` deletes the path (already without the prefix) of lower layers; `.wh..wh..opq` empties the folder `path`. */
  whiteout: 'file' | 'opaque' | null;
}

/**
 * Looks at one layer as it streams by. Several look at the same layer in one pass: contents are read once, for all that want
 * them, and given whole, so a collector asks for small files only (`largestContent`).
 */
export interface LayerCollector {
  wants(entry: LayerEntry): boolean;
  /** Every entry, in the tar's order. @param content the file's bytes where it was wanted, else null; not kept after the call */
  entry(entry: LayerEntry, content: Buffer | null): void;
}

/** What is larger is never given to a collector. */
export const largestContent = 64 * 1024 * 1024;
