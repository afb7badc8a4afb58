import { pipeline } from 'node:stream/promises';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** Without a time, a name or an operating system (RFC 1952). */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** zlib's usual one; named, since another would give other digests. */
const level = 6;

/**
 * A layer's tar as gzip, the same bytes for the same tar, so that a layer that was pushed once is known again. Another zlib
 * (of another release of Node, or for another processor) may compress the same tar differently.
 */
export async function* gzipLayer(tar: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({
    level,
    memLevel: 9,
    strategy: constants.Z_DEFAULT_STRATEGY,
    chunkSize: 256 * 1024,
  });
  const sum = { crc: 0, length: 0 };
  const fed = pipeline(summed(tar, sum), deflate);
  // its failure ends the loop below, and is thrown there
  fed.catch(() => {});
  yield header;
  try {
    for await (const piece of deflate) yield piece as Buffer;
    await fed;
  } finally {
    deflate.destroy();
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum.crc, 0);
  trailer.writeUInt32LE(sum.length % 2 ** 32, 4);
  yield trailer;
}

async function* summed(pieces: AsyncIterable<Buffer>, sum: { crc: number; length: number }): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    sum.crc = crc32(piece, sum.crc);
    sum.length += piece.length;
    yield piece;
  }
}
