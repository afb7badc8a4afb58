/** The files of an image archive or an OCI layout by their names (`blobs/sha256/...`, `/` between), read where they lie. */
export interface BlobStore {
  /** Length of a file; null where there is none. A link inside the archive is followed. */
  sizeOf(name: string): Promise<number | null>;
  /** A file's bytes in pieces; a piece is done with when the next one is asked for. */
  read(name: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** The file's name, of an archive that has it, after links. */
export function followLinks(name: string, links: ReadonlyMap<string, string>): string {
  let at = name;
  for (let hops = 0; hops < 8; hops += 1) {
    const next = links.get(at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}
