import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { insideName } from './archive-names.js';
import type { BlobStore } from './blob-store.js';
import { brokenImage, shown } from './broken-image.js';
import { readRange } from './read-range.js';

/** The files of an OCI layout on disk. Links that lead out of it are refused, and nothing but regular files is opened. */
export async function openFolderStore(folder: string): Promise<BlobStore> {
  const root = await realpath(folder);

  async function locate(name: string): Promise<{ path: string; size: number } | null> {
    const asked = join(root, ...insideName(name).split('/'));
    const path = await realpath(asked).catch(() => null);
    if (path === null) return null;
    if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep))
      throw brokenImage(`${shown(name)} is a link that leads out of the folder`);
    const status = await stat(path);
    return status.isFile() ? { path, size: status.size } : null;
  }

  return {
    sizeOf: async (name) => (await locate(name))?.size ?? null,
    async *read(name) {
      const place = await locate(name);
      if (!place) throw brokenImage(`it lacks ${shown(name)}`);
      const file = await open(place.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        yield* readRange(file, 0, place.size);
      } finally {
        await file.close();
      }
    },
    close: async () => {},
  };
}
