import { type FileHandle, open, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Activity } from '../../activity.js';
import { decompress, isCompressed } from '../../engine/decompress.js';
import type { ImageConfig } from '../../engine/image-archive.js';
import { Fault } from '../../fault.js';
import type { BlobStore } from './archive/blob-store.js';
import { brokenImage, shown } from './archive/broken-image.js';
import { documentsOf, wrongDigest } from './archive/documents.js';
import { type FoundImage, findImage } from './archive/find-image.js';
import { openFolderStore } from './archive/folder-store.js';
import type { ImageChoice } from './archive/image-choice.js';
import { parseConfig } from './archive/image-config.js';
import { checkRatio, entryBudget } from './archive/limits.js';
import { type LayerRead, layerReader } from './archive/read-layer.js';
import { readRange } from './archive/read-range.js';
import { readStream } from './archive/read-stream.js';
import { openTarStore } from './archive/tar-store.js';
import type { LayerCollector } from './layer-collector.js';

/** Where an image is read from. */
export type ImageSource = ImageChoice &
  (
    | {
        /** `docker save` of an engine; its layers' digests are taken for right, since the engine checked them. */
        stream: Readable;
      }
    | {
        /** An archive (`docker save` or OCI, also compressed) or the folder of an OCI layout. */
        path: string;
      }
  );

export interface ReadLayer {
  /** Diff id: `sha256:...` of the uncompressed tar. */
  digest: string;
  /** The file that it was read from, as `collectorsOf` was given it; two layers with the same content may share one. */
  blob: string;
  /** The instruction that made it, as the history has it; empty where it says nothing. */
  createdBy: string;
  /** Of the uncompressed tar. */
  sizeBytes: number;
  /** Index of its entry in the history; null where the two do not fit together. */
  history: number | null;
}

export interface ReadImage {
  /** `sha256:...` of the configuration: the image's identity. */
  configDigest: string;
  config: ImageConfig;
  history: NonNullable<ImageConfig['history']>;
  layers: ReadLayer[];
  /** Sum of the uncompressed layer tars. */
  sizeBytes: number;
  manifestDigest: string | null;
  /** Names that it was saved under. */
  tags: string[];
  attestations: number | null;
}

/** Gives what looks at a layer, by the name of its file in the archive; called once for each file. */
export type CollectorsOf = (blob: string) => readonly LayerCollector[];

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
  if ((await stat(path)).isDirectory()) return readStore(await openFolderStore(path), choice, collectorsOf, activity);
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(512);
    await file.read(head, 0, head.length, 0);
    if (!isCompressed(head)) return await readStore(await openTarStore(file), choice, collectorsOf, activity);
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

/** Layers on disk, two at a time where they are compressed: zlib unpacks one while another is looked at. */
async function readStore(
  store: BlobStore,
  choice: ImageChoice,
  collectorsOf: CollectorsOf,
  activity: Activity,
): Promise<ReadImage> {
  const found = await findImage(documentsOf(store), choice);
  parseConfig(found.config, found.layers.length);
  const blobs = [...new Set(found.layers)];
  const sizes = new Map<string, number>();
  for (const blob of blobs) {
    const size = await store.sizeOf(blob);
    if (size === null) throw missingLayer(found.layers, blob);
    sizes.set(blob, size);
  }
  const reads = new Map<string, LayerRead>();
  const budget = entryBudget();
  const failed = new AbortController();
  const waiting = blobs.values();
  const work = async () => {
    for (const blob of waiting) {
      const stored = sizes.get(blob) as number;
      const { head, body } = await peekHead(store.read(blob));
      const pieces = await decompress(head, body);
      const reader = layerReader(collectorsOf(blob), budget, true);
      await drain(
        pieces,
        reader,
        stored,
        nameOf(found.layers, blob),
        AbortSignal.any([activity.signal, failed.signal]),
      );
      reads.set(blob, reader.finish());
      activity.report('image: reading its layers', reads.size, blobs.length);
    }
  };
  const results = await Promise.allSettled(
    [work(), work()].map((worker) =>
      worker.catch((error) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  const failure = results.find((result) => result.status === 'rejected');
  if (failure) throw firstFailure(results);
  return assemble(found, (name) => reads.get(name) ?? null, found.layers);
}

async function readStreamed(
  stream: Readable,
  choice: ImageChoice,
  collectorsOf: CollectorsOf,
  activity: Activity,
  hash: boolean,
): Promise<ReadImage> {
  const reads = new Map<string, LayerRead>();
  const budget = entryBudget();
  const stop = () => stream.destroy(activity.signal.reason as Error);
  activity.signal.addEventListener('abort', stop, { once: true });
  try {
    activity.signal.throwIfAborted();
    const archive = await readStream(stream, async (name, stored, pieces) => {
      const reader = layerReader(collectorsOf(name), budget, hash);
      await drain(pieces, reader, stored, shown(name), activity.signal);
      reads.set(name, reader.finish());
      activity.report(`image: reading its layers (${reads.size})`);
    });
    const found = await findImage(archive.documents, choice);
    return assemble(found, (name) => reads.get(name) ?? null, found.layers.map(archive.resolve));
  } finally {
    activity.signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}

async function drain(
  pieces: AsyncIterable<Buffer>,
  reader: ReturnType<typeof layerReader>,
  stored: number,
  what: string,
  signal: AbortSignal,
): Promise<void> {
  let length = 0;
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      length += piece.length;
      checkRatio(stored, length, what);
      reader.push(piece);
    }
  } catch (error) {
    if (error instanceof Fault || signal.aborted) throw error;
    throw brokenImage(`${what} cannot be unpacked (${(error as Error).message})`, { cause: error });
  }
}

function assemble(found: FoundImage, readOf: (blob: string) => LayerRead | null, blobs: string[]): ReadImage {
  const config = parseConfig(found.config, blobs.length);
  const history = config.history ?? [];
  const made = history.flatMap(({ empty_layer }, index) => (empty_layer ? [] : [index]));
  const fits = made.length === blobs.length;
  const layers = blobs.map((blob, index): ReadLayer => {
    const read = readOf(blob);
    if (!read) throw missingLayer(blobs, blob);
    const expected = config.rootfs.diff_ids[index] as string;
    if (read.diffId && read.diffId !== expected) throw wrongDigest(`layer ${index + 1}`, expected, read.diffId);
    const at = fits ? (made[index] ?? null) : null;
    const createdBy = at === null ? '' : (history[at]?.created_by ?? '');
    return { digest: expected, blob, createdBy, sizeBytes: read.sizeBytes, history: at };
  });
  const { configDigest, manifestDigest, tags, attestations } = found;
  const sizeBytes = layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  return { configDigest, config, history, layers, sizeBytes, manifestDigest, tags, attestations };
}

function missingLayer(blobs: readonly string[], blob: string): Fault {
  return brokenImage(`it lacks ${nameOf(blobs, blob)}, ${shown(blob)}`);
}

function nameOf(blobs: readonly string[], blob: string): string {
  return `layer ${blobs.indexOf(blob) + 1}`;
}

async function peekHead(pieces: AsyncIterable<Buffer>): Promise<{ head: Buffer; body: AsyncIterable<Buffer> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? Buffer.alloc(0) : Buffer.from(first.value.subarray(0, 512));
  const body = async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value as Buffer;
    } finally {
      await iterator.return?.();
    }
  };
  return { head, body: body() };
}

/** The error that made the others stop, not their own stopping. */
function firstFailure(results: readonly PromiseSettledResult<void>[]): unknown {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  return reasons.find((reason) => reason.name !== 'AbortError') ?? reasons[0];
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
