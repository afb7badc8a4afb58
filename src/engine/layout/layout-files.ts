import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of an OCI layout by their names, `/` between, read where they lie. */
export interface LayoutFiles {
  /** Bytes; null where there is no such file. */
  size(name: string): Promise<number | null>;
  read(name: string, from?: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** @param folder the one that has `oci-layout` in it */
export function folderFiles(folder: string): LayoutFiles {
  return {
    async size(name) {
      const found = await stat(join(folder, name)).catch(() => null);
      return found?.isFile() ? found.size : null;
    },
    read: (name, from = 0) => createReadStream(join(folder, name), { start: from, highWaterMark: 1024 * 1024 }),
    close: async () => {},
  };
}
