import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/** Without a time, a name or an operating system (RFC 1952). */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** zlib's usual one; named, as the length of the blocks is, since others would give other digests. */
const level = 6;
const blockBytes = 1024 * 1024;
/** What deflate looks back on (RFC 1951). */
const windowBytes = 32 * 1024;
/** Node's own threads are four. */
const mostAtOnce = Math.min(4, availableParallelism());

const deflate = promisify(deflateRaw) as (
  bytes: Buffer,
  options: { level: number; finishFlush: number; dictionary?: Buffer },
) => Promise<Buffer>;

/**
 * A layer's tar as gzip, the same bytes for the same tar, so that a layer that was pushed once is known again. Another zlib
 * (of another release of Node, or for another processor) may compress the same tar differently. Several blocks are compressed
 * at the same time, each with the end of the one before as its dictionary, as pigz does it.
 */
export async function* gzipLayer(tar: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let crc = 0;
  let length = 0;
  let before: Buffer | undefined;
  const working: Promise<Buffer>[] = [];
  const add = (block: Buffer, finishFlush: number) => {
    const compressed = deflate(block, { level, finishFlush, ...(before ? { dictionary: before } : {}) });
    // it is waited for in its turn; who stops before that does not care
    compressed.catch(() => {});
    working.push(compressed);
    before = block.length >= windowBytes ? block.subarray(-windowBytes) : undefined;
    crc = crc32(block, crc);
    length += block.length;
  };
  yield header;
  let held: Buffer | null = null;
  for await (const block of blocksOf(tar)) {
    if (held) add(held, constants.Z_SYNC_FLUSH);
    held = block;
    if (working.length >= mostAtOnce) yield (await working.shift()) as Buffer;
  }
  add(held ?? Buffer.alloc(0), constants.Z_FINISH);
  for (const compressed of working) yield await compressed;
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  yield trailer;
}

/** Pieces of any length as blocks of one length, so that what comes out does not depend on how it came in. */
async function* blocksOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + blockBytes - length);
      parts.push(part);
      at += part.length;
      length += part.length;
      if (length < blockBytes) continue;
      yield Buffer.concat(parts, length);
      parts = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(parts, length);
}
