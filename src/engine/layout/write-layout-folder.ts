import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { progressOf } from '../registry/blob-progress.js';
import type { ContentTarget } from '../registry/content.js';
import { parseManifest } from '../registry/manifests.js';
import type { RepositoryName } from '../registry/reference.js';
import { layoutFile, layoutIndex } from './layout-index.js';
import { pathOf } from './read-layout.js';
import { writing } from './write-fault.js';

export interface LayoutTarget extends ContentTarget {
  /** Writes the index, without which nothing of it is there. */
  finish(): Promise<void>;
  /** Takes back what is not finished. */
  discard(): Promise<void>;
}

/** An OCI layout in a folder, which may have images already; these stay. */
export async function writeLayoutFolder(
  folder: string,
  named: RepositoryName | null,
  signal: AbortSignal,
): Promise<LayoutTarget> {
  const index = layoutIndex(named);
  const unfinished = new Set<string>();
  await writing(folder, () => mkdir(folder, { recursive: true }));
  const place = (digest: string, write: (part: string) => Promise<void>) =>
    writing(folder, async () => {
      const path = join(folder, pathOf(digest));
      await mkdir(dirname(path), { recursive: true });
      const part = `${path}.part-${randomBytes(4).toString('hex')}`;
      unfinished.add(part);
      await write(part);
      await rename(part, path);
      unfinished.delete(part);
    });
  return {
    name: folder,
    parallel: 2,
    async putBlob(blob, { report }) {
      const tell = progressOf(blob, report);
      const there = await stat(join(folder, pathOf(blob.digest))).catch(() => null);
      if (there?.size === blob.size) {
        tell('present', blob.size);
        return 'present';
      }
      await place(blob.digest, (part) => pipeline(counted(blob.open(0), tell), createWriteStream(part), { signal }));
      tell('sent', blob.size);
      return 'sent';
    },
    hasManifest: async (digest) => index.has(digest),
    async putManifest(manifest, tags) {
      await place(manifest.digest, (part) => writeFile(part, manifest.bytes));
      index.add(manifest, tags);
    },
    finish: () =>
      writing(folder, async () => {
        const path = join(folder, 'index.json');
        const known = await readFile(path).catch(() => null);
        await writeFile(join(folder, 'oci-layout'), layoutFile);
        await writeFile(`${path}.part`, index.index(known ? (parseManifest(known)?.manifests ?? []) : []));
        await rename(`${path}.part`, path);
      }),
    async discard() {
      for (const part of unfinished) await rm(part, { force: true });
    },
  };
}

export async function* counted(
  pieces: AsyncIterable<Buffer>,
  tell: (state: 'sending', done: number) => void,
): AsyncGenerator<Buffer> {
  let done = 0;
  for await (const piece of pieces) {
    yield piece;
    done += piece.length;
    tell('sending', done);
  }
}
