/** Bytes as a zstd frame of blocks that are stored as they are; what compresses is in zstd-frames.test.ts. */
export function zstd(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  const largest = 100_000;
  for (let at = 0; at < Math.max(bytes.length, 1); at += largest) {
    const block = bytes.subarray(at, at + largest);
    const last = at + largest >= bytes.length ? 1 : 0;
    const head = Buffer.alloc(3);
    head.writeUIntLE((block.length << 3) | last, 0, 3);
    blocks.push(head, block);
  }
  return Buffer.concat([frameHead(), ...blocks]);
}

/** A frame of so many blocks of 128 KB that are one byte repeated: 4 bytes stand for each. */
export function zstdBomb(blocks: number): Buffer {
  const body = Buffer.alloc(blocks * 4);
  for (let at = 0; at < blocks; at += 1)
    body.writeUIntLE(((128 * 1024) << 3) | (1 << 1) | (at === blocks - 1 ? 1 : 0), at * 4, 3);
  return Buffer.concat([frameHead(7), body]);
}

/** Magic, no flags, a window of 2^(10 + exponent). */
export function frameHead(exponent = 13): Buffer {
  return Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, exponent << 3]);
}
