import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Activity } from '../../activity.js';
import { decompress, isCompressed } from '../../engine/decompress.js';
import { Fault } from '../../fault.js';
import { brokenImage } from './archive/broken-image.js';
import { openFolderStore } from './archive/folder-store.js';
import type { ImageChoice } from './archive/image-choice.js';
import { checkRatio } from './archive/limits.js';
import { readRange } from './archive/read-range.js';
import { readStored } from './archive/read-stored.js';
import { readStreamed } from './archive/read-streamed.js';
import { openTarStore } from './archive/tar-store.js';
import type { CollectorsOf, ImageSource, ReadImage } from './image-source.js';

export type { CollectorsOf, ImageSource, ReadImage } from './image-source.js';

/**
 * Reads an image with memory that does not grow with it: each layer once, piece by piece, for all collectors together. Layers
 * on disk are found by random access and checked against their digests.
 * @throws Fault for what is no image, is damaged or was made to do harm
 */
export async function readImageFrom(
  source: ImageSource,
  collectorsOf: CollectorsOf,
  activity: Activity,
): Promise<ReadImage> {
  try {
    if ('stream' in source) return await readStreamed(source.stream, source, collectorsOf, activity, false);
    return await readPath(source.path, source, collectorsOf, activity);
  } catch (error) {
    activity.signal.throwIfAborted();
    throw 'stream' in source && isSystemError(error) ? error : asFault(error);
  }
}

/** A broken connection is for the engine's side to explain. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'errno' in error && 'syscall' in error;
}

async function readPath(
  path: string,
  choice: ImageChoice,
  collectorsOf: CollectorsOf,
  activity: Activity,
): Promise<ReadImage> {
  if ((await stat(path)).isDirectory()) return readStored(await openFolderStore(path), choice, collectorsOf, activity);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(512);
    await file.read(head, 0, head.length, 0);
    if (!isCompressed(head)) return await readStored(await openTarStore(file), choice, collectorsOf, activity);
    const stream = Readable.from(unpacked(file, size, head), { objectMode: false, highWaterMark: 1024 * 1024 });
    return await readStreamed(stream, choice, collectorsOf, activity, true);
  } finally {
    await file.close();
  }
}

/** A compressed archive, as long as it does not unpack to what no image is. */
async function* unpacked(file: FileHandle, size: number, head: Buffer): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const piece of await decompress(head, readRange(file, 0, size))) {
    length += piece.length;
    checkRatio(size, length, 'the archive');
    yield piece;
  }
}

/** Errors of streams and files are the archive's fault, not ours. */
function asFault(error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new Fault('path-not-found', 'There is no such file or folder.', 'Check the path.');
  if (code === 'EACCES' || code === 'EPERM')
    return new Fault('path-refused', 'The file may not be read: permission denied.', 'Check who owns it.');
  if (syscall && syscall !== 'read') return error;
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError) return error;
  return brokenImage(error.message, { cause: error });
}
