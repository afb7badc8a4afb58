import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import { progressOf } from '../registry/blob-progress.js';
import type { RepositoryName } from '../registry/reference.js';
import { layoutFile, layoutIndex } from './layout-index.js';
import { pathOf } from './read-layout.js';
import { writing } from './write-fault.js';
import { counted, type LayoutTarget } from './write-layout-folder.js';

/**
 * An OCI layout as one tar file, which `docker load`, skopeo, containerd and this program read. The same content gives the
 * same bytes. What is not finished lies beside it under another name.
 */
export function writeLayoutArchive(path: string, named: RepositoryName | null, signal: AbortSignal): LayoutTarget {
  const index = layoutIndex(named);
  const part = `${path}.part-${randomBytes(4).toString('hex')}`;
  const tar = pack();
  const written = pipeline(tar as unknown as Readable, createWriteStream(part), { signal });
  // it is waited for at the end; what comes before fails with it
  written.catch(() => {});
  const blobs = new Set<string>();
  const header = (name: string, size: number) => ({
    name,
    size,
    mode: 0o644,
    mtime: new Date(0),
    type: 'file' as const,
  });
  const addBytes = (name: string, bytes: Buffer) =>
    add(name, bytes.length, Readable.from([bytes], { objectMode: false }));
  const add = (name: string, size: number, content: Readable | AsyncIterable<Buffer>) =>
    writing(path, async () => {
      const entry = tar.entry(header(name, size));
      // a disk that is full ends the file's stream, and nobody would read the tar's any more
      await Promise.race([
        pipeline(content, entry as unknown as NodeJS.WritableStream, { signal }),
        written.then(() => Promise.reject(new Error('the archive ended early'))),
      ]);
    });
  return {
    name: path,
    // one after the other in the one file
    parallel: 1,
    async putBlob(blob, { report }) {
      const tell = progressOf(blob, report);
      if (blobs.has(blob.digest)) return 'present';
      blobs.add(blob.digest);
      await add(pathOf(blob.digest), blob.size, counted(blob.open(0), tell));
      tell('sent', blob.size);
      return 'sent';
    },
    hasManifest: async (digest) => index.has(digest),
    async putManifest(manifest, tags) {
      if (!index.has(manifest.digest)) await addBytes(pathOf(manifest.digest), manifest.bytes);
      index.add(manifest, tags);
    },
    async finish() {
      await addBytes('index.json', index.index());
      await addBytes('manifest.json', index.dockerManifest());
      await addBytes('oci-layout', layoutFile);
      tar.finalize();
      await writing(path, async () => {
        await written;
        await rename(part, path);
      });
    },
    async discard() {
      tar.destroy();
      await written.catch(() => {});
      await rm(part, { force: true });
    },
  };
}
