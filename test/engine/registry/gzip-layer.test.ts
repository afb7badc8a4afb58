import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipLayer } from '../../../src/engine/layout/gzip-layer.js';

async function* pieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function gzip(bytes: Buffer, length = 70_000): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of gzipLayer(pieces(bytes, length))) all.push(piece);
  return Buffer.concat(all);
}

/** As compressible as software is. */
const text = Buffer.from(Array.from({ length: 300_000 }, (_, at) => `line ${at % 977} of ${at % 31}\n`).join(''));

test.each([0, 1, 31_000, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])('%i bytes come back', async (length) => {
  for (const bytes of [text.subarray(0, length), randomBytes(length)]) {
    expect(gunzipSync(await gzip(bytes)).equals(bytes)).toBe(true);
  }
});

test('the same bytes give the same, however they come', async () => {
  const once = await gzip(text);
  expect((await gzip(text, 1_000)).equals(once)).toBe(true);
  expect((await gzip(text, 5_000_000)).equals(once)).toBe(true);
  expect(once.subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
});

test('a source that fails is told', async () => {
  async function* failing() {
    yield text;
    throw new Error('gone');
  }
  const reading = (async () => {
    for await (const piece of gzipLayer(failing())) expect(piece.length).toBeGreaterThan(0);
  })();
  await expect(reading).rejects.toThrow('gone');
});
