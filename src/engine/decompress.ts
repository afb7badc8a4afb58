import * as zlib from 'node:zlib';

const gzipMagic = '1f8b';
const zstdMagic = '28b52ffd';
/** A zstd stream may begin with a frame that is to be skipped, as zstd:chunked layers do. */
const skippableMagic = /^5.2a4d18$/;

type Decoder = NodeJS.ReadWriteStream & { destroy(error?: Error): void };

/**
 * A layer's tar, whatever it is compressed with. A piece of `body` is done with when the next one is asked for.
 * @param head at least its first four bytes
 */
export async function decompress(head: Buffer, body: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const kind = compressionOf(head);
  // larger pieces than zlib's own 16 KB more than double its speed
  if (kind === 'gzip') return decoded(body, zlib.createGunzip({ chunkSize: 256 * 1024 }));
  if (kind !== 'zstd') return body;
  const create = (zlib as { createZstdDecompress?: (options: object) => Decoder }).createZstdDecompress;
  if (create) return decoded(body, create({ chunkSize: 256 * 1024 }));
  const { unpackZstd } = await import('./zstd-frames.js');
  return unpackZstd(body);
}

export function isCompressed(head: Buffer): boolean {
  return compressionOf(head) !== null;
}

function compressionOf(head: Buffer): 'gzip' | 'zstd' | null {
  const start = head.subarray(0, 4).toString('hex');
  if (start.startsWith(gzipMagic)) return 'gzip';
  return start === zstdMagic || skippableMagic.test(start) ? 'zstd' : null;
}

async function* decoded(body: AsyncIterable<Buffer>, decoder: Decoder): AsyncGenerator<Buffer> {
  const pumped = pump(body, decoder);
  // an error of either side ends the loop below by way of the decoder, and is thrown there
  pumped.catch((error: Error) => decoder.destroy(error));
  try {
    for await (const piece of decoder) yield piece as Buffer;
    await pumped;
  } finally {
    decoder.destroy();
  }
}

async function pump(body: AsyncIterable<Buffer>, decoder: Decoder): Promise<void> {
  const write = (piece: Buffer) =>
    new Promise<void>((resolve, reject) => {
      decoder.write(piece, (error) => (error ? reject(error) : resolve()));
    });
  for await (const piece of body) await write(piece);
  decoder.end();
}
