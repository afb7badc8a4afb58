import { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { Fault } from '../fault.js';

const gzipMagic = '1f8b';
const zstdMagic = '28b52ffd';

/** A layer's tar, whatever it is compressed with. @param head at least its first four bytes */
export async function decompress(head: Buffer, body: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  if (head.subarray(0, 2).toString('hex') === gzipMagic) return piped(body, zlib.createGunzip());
  return isCompressed(head) ? piped(body, zstd()) : body;
}

export function isCompressed(head: Buffer): boolean {
  return head.subarray(0, 2).toString('hex') === gzipMagic || head.subarray(0, 4).toString('hex') === zstdMagic;
}

function piped(body: AsyncIterable<Buffer>, through: NodeJS.ReadWriteStream & Readable): AsyncIterable<Buffer> {
  const source = Readable.from(body);
  source.on('error', (error) => through.destroy(error));
  return source.pipe(through);
}

function zstd(): NodeJS.ReadWriteStream & Readable {
  const create = (zlib as { createZstdDecompress?: () => NodeJS.ReadWriteStream & Readable }).createZstdDecompress;
  if (create) return create();
  throw new Fault(
    'not-supported',
    'This image has layers compressed with zstd.',
    'Reading them needs Node.js 22.15 or later.',
  );
}
