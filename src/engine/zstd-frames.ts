import { Decompress } from 'fzstd';

/** Levels up to 20 need no more; fzstd moves the whole window for each block, so that larger ones take minutes too. */
const largestWindow = 32 * 1024 * 1024;

/**
 * Unpacks zstd where Node has no decoder of its own (before 22.15). fzstd takes a frame's word for the memory that it needs
 * and unpacks all that it is given at once, so frames are walked here: their windows are checked, and it gets one block of at
 * most 128 KB at a time (https://github.com/facebook/zstd/blob/dev/doc/zstd_compression_format.md).
 */
export async function* unpackZstd(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = blockInput(body);
  while (await input.has(1)) {
    const magic = (await input.take(4)).readUInt32LE();
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) await input.skip((await input.take(4)).readUInt32LE());
    else if (magic === 0xfd2fb528) yield* unpackFrame(input);
    else throw new Error('it is not zstd, or goes on after its end with something else');
  }
}

type Input = ReturnType<typeof blockInput>;

async function* unpackFrame(input: Input): AsyncGenerator<Buffer> {
  const descriptor = (await input.take(1))[0] as number;
  const header = await input.take(headerLength(descriptor));
  if (windowSize(descriptor, header) > largestWindow)
    throw new Error('a zstd frame asks for more than 32 MB of memory, for which Node.js 22.15 is needed');
  if (descriptor & 3 && header.subarray(descriptor & 32 ? 0 : 1).some((byte) => byte !== 0))
    throw new Error('a zstd frame needs a dictionary that is not in the image');
  const unpacked: Buffer[] = [];
  const frame = new Decompress((data) => void unpacked.push(Buffer.from(data.buffer, data.byteOffset, data.length)));
  // the checksum at a frame's end is left out: a layer's own digest says more
  frame.push(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, descriptor & ~4, ...header]));
  for (let last = false; !last; ) {
    const head = await input.take(3);
    const bits = head.readUIntLE(0, 3);
    last = (bits & 1) === 1;
    const type = (bits >> 1) & 3;
    const size = bits >> 3;
    if (type === 3 || size > 128 * 1024) throw new Error('a zstd block is damaged');
    frame.push(Buffer.concat([head, await input.take(type === 1 ? 1 : size)]), last);
    yield* unpacked.splice(0);
  }
  if (descriptor & 4) await input.take(4);
}

/** Of what follows the descriptor: the window, a dictionary's id, the content's size. */
function headerLength(descriptor: number): number {
  const single = (descriptor >> 5) & 1;
  const sizeFlag = descriptor >> 6;
  return (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number) + (sizeFlag ? 1 << sizeFlag : single);
}

function windowSize(descriptor: number, header: Buffer): number {
  if (!(descriptor & 32)) {
    const [byte = 0] = header;
    const base = 2 ** (10 + (byte >> 3));
    return base + (base / 8) * (byte & 7);
  }
  const at = [0, 1, 2, 4][descriptor & 3] as number;
  const length = header.length - at;
  if (length === 8) return Number(header.readBigUInt64LE(at));
  return header.readUIntLE(at, length) + (length === 2 ? 256 : 0);
}

/** Bytes by number, from pieces. */
function blockInput(body: AsyncIterable<Buffer>) {
  const pieces = body[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function has(length: number): Promise<boolean> {
    while (held.length < length) {
      const { value, done } = await pieces.next();
      if (done) return false;
      held = Buffer.concat([held, value]);
    }
    return true;
  }
  /** A copy, since what it came in may be used again by its owner. */
  async function take(length: number): Promise<Buffer> {
    if (!(await has(length))) throw new Error('it is cut off');
    const taken = Buffer.from(held.subarray(0, length));
    held = held.subarray(length);
    return taken;
  }
  async function skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      if (!(await has(1))) throw new Error('it is cut off');
      const skipped = Math.min(left, held.length);
      held = held.subarray(skipped);
      left -= skipped;
    }
  }
  return { has, take, skip };
}
