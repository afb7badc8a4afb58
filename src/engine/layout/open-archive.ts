import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { Fault } from '../../fault.js';
import { decompress, isCompressed } from '../decompress.js';
import { parseManifest } from '../registry/manifests.js';
import { parseReference, type RepositoryName } from '../registry/reference.js';
import { brokenLayout } from './broken-layout.js';
import { folderFiles, type LayoutFiles } from './layout-files.js';
import { type LayoutSource, pathOf, readLayout } from './read-layout.js';
import { openTarFiles } from './tar-files.js';
import { writeSavedImage } from './write-saved-image.js';

export interface ArchiveOptions {
  signal: AbortSignal;
  report?: (message: string) => void;
}

/**
 * Opens an image that was brought along as files: an OCI layout in a folder or a tar, or what `docker save` wrote, compressed
 * or not. What has to be unpacked for that is removed by `close`.
 * @throws Fault path-not-found, or invalid-input for what is no image
 */
export async function openArchive(path: string, options: ArchiveOptions): Promise<LayoutSource> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Fault('path-not-found', `There is no ${path}.`, 'Check the path of the archive.');
  const name = basename(path);
  if (found.isDirectory()) return readLayout(folderFiles(path), name);
  let folder: string | null = null;
  const workFolder = async () => {
    folder ??= await mkdtemp(join(tmpdir(), 'dockwright-archive-'));
    return folder;
  };
  const clean = async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  };
  try {
    const tar = (await isPacked(path))
      ? await unpack(path, join(await workFolder(), 'image.tar'), name, options)
      : path;
    const files = await openTarFiles(tar);
    if (!(await isSaved(files))) return await readLayout(closing(files, clean), name);
    const names = await savedNames(files);
    await files.close();
    const layout = join(await workFolder(), 'layout');
    const stream = createReadStream(tar, { highWaterMark: 1024 * 1024, signal: options.signal });
    await writeSavedImage(stream, layout, { ...names, name, report: options.report });
    return await readLayout(closing(folderFiles(layout), clean), name);
  } catch (error) {
    await clean();
    throw error;
  }
}

function closing(files: LayoutFiles, clean: () => Promise<void>): LayoutFiles {
  return {
    ...files,
    async close() {
      await files.close();
      await clean();
    },
  };
}

/** What Docker's own store saves: no layout at all, or one whose layers are not compressed. */
async function isSaved(files: LayoutFiles): Promise<boolean> {
  if ((await files.size('manifest.json')) === null) return false;
  const index = await readJson(files, 'index.json');
  if (!index?.manifests) return true;
  for (const { digest } of index.manifests.slice(0, 1)) {
    const manifest = await readJson(files, pathOf(digest));
    return manifest?.layers?.some(({ mediaType }) => mediaType.endsWith('.tar')) ?? false;
  }
  return true;
}

const savedSchema = z.array(z.object({ RepoTags: z.array(z.string()).nullish() }));

/** What the image was called where it was saved: the tags of the first repository. */
async function savedNames(files: LayoutFiles): Promise<{ named: RepositoryName | null; tags: string[] }> {
  const none = { named: null, tags: [] };
  try {
    const saved = savedSchema.parse(JSON.parse((await readSmall(files, 'manifest.json'))?.toString('utf8') ?? ''));
    const references = (saved[0]?.RepoTags ?? []).slice(0, 100).map(parseReference);
    const [named] = references;
    if (!named) return none;
    const same = references.filter(({ host, repository }) => host === named.host && repository === named.repository);
    return { named, tags: same.flatMap(({ tag }) => tag ?? []) };
  } catch {
    // a name that is none is as good as no name
    return none;
  }
}

async function readJson(files: LayoutFiles, path: string) {
  const bytes = await readSmall(files, path);
  return bytes && parseManifest(bytes);
}

async function readSmall(files: LayoutFiles, path: string): Promise<Buffer | null> {
  const size = await files.size(path);
  if (size === null || size > 16 * 1024 * 1024) return null;
  const pieces: Buffer[] = [];
  for await (const piece of files.read(path)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function isPacked(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(512);
    const { bytesRead } = await file.read(head, 0, 512, 0);
    return isCompressed(head.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

async function unpack(path: string, to: string, name: string, { signal, report }: ArchiveOptions): Promise<string> {
  report?.(`archive: unpacking ${name}`);
  const source = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await pieces.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  async function* whole() {
    yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  try {
    await pipeline(await decompress(head, whole()), createWriteStream(to), { signal });
  } catch (error) {
    signal.throwIfAborted();
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw brokenLayout(name, `it cannot be unpacked (${(error as Error).message})`);
  } finally {
    source.destroy();
  }
  return to;
}
