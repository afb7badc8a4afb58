import type { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { decompress, isCompressed } from '../../../engine/decompress.js';
import { insideLink, insideName } from './archive-names.js';
import { followLinks } from './blob-store.js';
import { shown, tooLarge } from './broken-image.js';
import { checkDocumentSize, type Documents } from './documents.js';
import { largestDocument, largestDocuments, mostArchiveFiles } from './limits.js';

/** What a stream of an archive held, once it has gone by. */
export interface StreamedArchive {
  documents: Documents;
  /** The file behind a name, after links. */
  resolve(name: string): string;
}

/** Takes a layer's uncompressed tar. @param stored bytes that it has in the archive */
export type LayerSink = (name: string, stored: number, pieces: AsyncIterable<Buffer>) => Promise<void>;

/**
 * Reads an archive in one go, from an engine or a compressed file. Its files come in any order and the manifest at the end
 * says which is which, so each is taken for what it looks like.
 */
export async function readStream(stream: Readable, layer: LayerSink): Promise<StreamedArchive> {
  const held = new Map<string, Buffer>();
  const links = new Map<string, string>();
  const oversized = new Map<string, number>();
  let heldBytes = 0;
  let files = 0;
  const outer = extract();
  stream.on('error', (error) => outer.destroy(error));
  stream.on('close', () => {
    if (!stream.readableEnded) outer.destroy(new Error('the stream broke off'));
  });
  stream.pipe(outer as unknown as NodeJS.WritableStream);
  for await (const entry of outer) {
    const { name: raw, type, linkname, size = 0 } = entry.header;
    files += 1;
    if (files > mostArchiveFiles)
      throw tooLarge(`the archive has more than ${mostArchiveFiles.toLocaleString('en')} files`);
    const name = insideName(raw);
    if ((type === 'symlink' || type === 'link') && linkname)
      links.set(name, insideLink(name, linkname, type === 'link'));
    if (type === 'file' && size > 0) {
      const { head, body } = await peek(entry as AsyncIterable<Buffer>);
      if (!isDocument(head)) await layer(name, size, await decompress(head, body));
      else if (size > largestDocument) oversized.set(name, size);
      else {
        heldBytes += size;
        if (heldBytes > largestDocuments) throw tooLarge('the archive has more than 64 MiB of JSON files');
        held.set(name, await collect(body));
      }
    }
    entry.resume();
  }
  const resolve = (name: string) => followLinks(name, links);
  return {
    resolve,
    async documents(name) {
      const file = resolve(name);
      checkDocumentSize(shown(name), oversized.get(file) ?? 0);
      return held.get(file) ?? null;
    },
  };
}

/** Compressed layers have their magic at the start, a tar has its at 257 or is zeros; what is left is JSON or a word or two. */
function isDocument(head: Buffer): boolean {
  if (isCompressed(head) || head.subarray(257, 262).toString('latin1') === 'ustar') return false;
  return head.length < 512 || /^\s*[[{"]/.test(head.subarray(0, 64).toString('latin1'));
}

async function peek(pieces: AsyncIterable<Buffer>): Promise<{ head: Buffer; body: AsyncIterable<Buffer> }> {
  const rest = pieces[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  while (head.length < 512) {
    const { value, done } = await rest.next();
    if (done) break;
    head = head.length ? Buffer.concat([head, value]) : value;
  }
  return { head, body: rejoin(head, rest) };
}

async function* rejoin(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length) yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}
