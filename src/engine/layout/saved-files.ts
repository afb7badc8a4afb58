import { createHash, type Hash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { isCompressed } from '../decompress.js';
import { mediaTypes } from '../registry/media-types.js';
import { brokenLayout } from './broken-layout.js';
import { gzipLayer } from './gzip-layer.js';
import { pathOf } from './read-layout.js';
import { insideName } from './tar-header.js';

/** A layer of a saved image as it lies in the layout now. */
export interface SavedLayer {
  mediaType: string;
  digest: string;
  size: number;
  /** Of its tar, where that came uncompressed. */
  diffId: string | null;
}

/** What a `docker save` stream held. */
export interface SavedFiles {
  documents: ReadonlyMap<string, Buffer>;
  /** By their names in the stream. */
  layers: ReadonlyMap<string, SavedLayer>;
  links: ReadonlyMap<string, string>;
}

const largestDocument = 16 * 1024 * 1024;
const largestDocuments = 64 * 1024 * 1024;
const tarMagicAt = 257;

/** Puts the layers of a `docker save` stream into a layout's folder as they come, compressed where they are not; holds none. */
export async function takeSavedFiles(
  stream: Readable,
  folder: string,
  name: string,
  told: (layer: SavedLayer) => void,
): Promise<SavedFiles> {
  const documents = new Map<string, Buffer>();
  const layers = new Map<string, SavedLayer>();
  const links = new Map<string, string>();
  let held = 0;
  const outer = extract();
  stream.on('error', (error) => outer.destroy(error));
  stream.on('close', () => {
    if (!stream.readableEnded) outer.destroy(brokenLayout(name, 'it is cut off'));
  });
  stream.pipe(outer as unknown as NodeJS.WritableStream);
  try {
    for await (const entry of outer) {
      const { type, linkname } = entry.header;
      const path = insideName(entry.header.name);
      if (path && (type === 'symlink' || type === 'link') && linkname) {
        const target = insideName(type === 'link' ? linkname : posix.join(posix.dirname(path), linkname));
        if (target) links.set(path, target);
      }
      if (path && type === 'file' && entry.header.size) {
        const { head, body } = await peek(entry as AsyncIterable<Buffer>);
        if (isDocument(head, entry.header.size)) {
          held += entry.header.size;
          if (held > largestDocuments) throw brokenLayout(name, 'it has more than 64 MiB of JSON files');
          const pieces: Buffer[] = [];
          for await (const piece of body) pieces.push(piece);
          documents.set(path, Buffer.concat(pieces));
        } else {
          const layer = await keepLayer(head, body, folder);
          layers.set(path, layer);
          told(layer);
        }
      }
      entry.resume();
    }
  } catch (error) {
    stream.destroy();
    throw error;
  }
  return { documents, layers, links };
}

/** Layers begin with their compression's magic or a tar's header; what else is short and looks like JSON is a document. */
function isDocument(head: Buffer, size: number): boolean {
  if (size > largestDocument || isCompressed(head)) return false;
  if (head.toString('latin1', tarMagicAt, tarMagicAt + 5) === 'ustar') return false;
  return size < 512 || /^\s*[[{"]/.test(head.toString('latin1', 0, 64));
}

async function keepLayer(head: Buffer, body: AsyncIterable<Buffer>, folder: string): Promise<SavedLayer> {
  const compressed = isCompressed(head);
  const tarHash = createHash('sha256');
  const hash = createHash('sha256');
  const part = join(folder, 'blobs', 'sha256', `.layer-${randomBytes(4).toString('hex')}.part`);
  await mkdir(dirname(part), { recursive: true });
  let size = 0;
  const count = (bytes: number) => {
    size += bytes;
  };
  try {
    const content = compressed ? body : gzipLayer(hashed(body, tarHash));
    await pipeline(hashed(content, hash, count), createWriteStream(part));
    const digest = `sha256:${hash.digest('hex')}`;
    await rename(part, join(folder, pathOf(digest)));
    const zstd = compressed && head[0] !== 0x1f;
    return {
      mediaType: zstd ? mediaTypes.ociLayerZstd : mediaTypes.ociLayerGzip,
      digest,
      size,
      diffId: compressed ? null : `sha256:${tarHash.digest('hex')}`,
    };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function* hashed(
  pieces: AsyncIterable<Buffer>,
  hash: Hash,
  count: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hash.update(piece);
    count(piece.length);
    yield piece;
  }
}

/** The first bytes of a stream, and the whole of it again. */
async function peek(content: AsyncIterable<Buffer>): Promise<{ head: Buffer; body: AsyncIterable<Buffer> }> {
  const pieces = content[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 512) {
    const next = await pieces.next();
    if (next.done) break;
    head = head.length ? Buffer.concat([head, next.value]) : next.value;
  }
  async function* whole() {
    if (head.length) yield head;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  return { head, body: whole() };
}
