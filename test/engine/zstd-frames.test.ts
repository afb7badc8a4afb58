import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { unpackZstd } from '../../src/engine/zstd-frames.js';
import { frameHead, zstd, zstdBomb } from '../audit/image/zstd.js';

/** `line N of a text that compresses N*N` for N from 1 to 400, from zstd -9: compressed blocks and a checksum. */
const lines = Buffer.from(
  'KLUv/QRg3S8AGmXcCxiQt1A4sI2MhrW+2lP/byYhsiLlc5CTGA7FAK4AtwAi9tn65NCpITIV89ExKEmEhP/oH/xFf/yzz/qlb/ni64M5DO4M/gZr8MRgu9ZQd2rWVKOfYYbOMHAGbQbLDIwZzqEDq7ImO2PFPth+pVcNa1dz022ozWSzkWvCmhhUzWiCYkwMiSJiiDtpDmKFDc5HbzJMMpmJcCFbyPo95g8eho46HXjNaAklgiHpqfkeOh1per4jJZKIEPFZn0PX0VT4UQVioICgoICA4ECBBAAGCwcCFgwWEiAsGBwYBEgwEAMEAwMIBKdoKEJxx1A1hmgxNIohMSQVhkLCUDjIYCiCoegf+sO+0A9/HU4Nr3uzl17DmBv39IcWPZ7NzZLNHTRTM0OrbLLHhsaGQbFB/+D5QH24h44rufbQmaEaeredlmr1aafWTM9hORuHI8MmuAmZpRlpQhLjIkZFlIkYIm4IkQyxEqJ99tQe97zT8+wDN2wctEGksX51B4/IdNjwkhltsRRhSCo8dd8dhpNNf77DyJGmCLF1j8UeE+qxsDwWkjcei3gseD9sP2RfOvgx+GN9evxqfJe+0NfM5mV3sj+ILbGnYTvC1nxw78H0YHoYBmsYBg0dpMPQGYYhZhg0HAZ/w0BuGK5h6DRUlqGWDJ0hhsYwfdl3dVW3jQ79tJ4OMzMz5HCzrjPqRKiMkTJCSpkoI8rNyTg7psPsQMkwtqt070yzGTiLM3mzbrNrRmouMzIho8ZokBhpuKyLtmj1g2gGcQwyrajyYaQbYQUREQ2GPg96Hh3m4s5nvhmes2+ja76Jy9yLsc/BMz2ON5DuvKE8HsOjRXHCocFh8AfJB88DOwzvhkpXcVaX63yrtp5aO8jKkFWLta/tqXjIYTZU06ls+CjH+KRJNmERQ0QMhijDGedmsgP70qqwI9QpoyjrTHZLJslmRGaHTApZ57s3fwa/gxqixagxJm0hWuwyiUWIbPzLftnHl/XDZdxwmYZeJr3MnMdqPkbxAYMeqFLAaZzv/wbSjhGioW0DEkggcHSYRAj+LUrtAexv6W/QXjkpUVicI025nldKy62NPpRd2SXtm+omVqn+2DTq/I9F2es2VAqxAJhZ3tyjYEwbVTT+PsIl58kIyqmPLP81pT0rw41ehFSuwsF6x/9bTIX+yd6kn5KALsrD1//+9K/Z/5QYJ+s1MF/z724LINDJVxAsajre771v6/WRb2nHwMJXda2hDwfRO02oV2YF/TtgrxJYr1ekA0LqBNCi/R7t0QiS7Y4kArQHGXfoaQRtbAfVnB0bB9AGBbHDoxFkcx0JA2gPvQoPcKsnWM+ky7E6fgUuQGrhZDYxzkae6pUHAkwCV0JiIBXJNfVFkCvdEcRaKbIL9VQCkHruVW6PjDjCkbjtAq349wTR1D37H2hKqwWa12+nj33iaF9u6s2hXECEJ3U0OwiY7724vDNcu9Rdk4/AckoHFioxmLzHszB8UH4+rqHGQSbyzwnrm1rjLzAorHZeU1pOvduoYsBPLXJuB9cB+qtflux4rJze3y4csyUSRi3YCyjhzKvNCFWeyJ+TKDcMzrXdr/0OvM6vgxbcB+WJoQbN4zd4mgdihadze+L6nKb/NXjOdn72d/Byvi40Y7nKTBLIL5lJVUw6IBKAtO9AhL/ikM+tsTN54QZUf3vxytdNRlC51u4kYLYgH/ffOe+7U2VhqF5yZvNO1px0s5VqtzvyqyfmOW/na3Xt62Ep0sEVBQYwVSod1B3x9ArD+lZTlQpZ0J0DoDtXFWX8ojBiK83AGl2wV1dhhAzTOpCRtpBYGgd4QtvgT9oh1FSGqDNJ0/53sPWwqbS2mQQfyF1GiYictyHrTNn03xJlJowol5wz6BQM6iVDhRAee3JRlE4n9CJXTN66fInJMKIVa4YeEJW7GaAq82pu5p5omb7B/6wmy+qPvsxB+xiqm6i/Ze4zw7xnvLSbxw3jQfeN/0tzu/8G4P8uzaw/TNCL+uSpEBIxXJdn8yczZuYm880Q82c2PzWbNObsDIDQChW+l0s=',
  'base64',
);
const sum = '125c30fcbebd9a4d36f90ed7623b3d9523eb9d2f2689ad646ce10adf0a07ca17';

async function unpack(bytes: Buffer, piece = 7): Promise<Buffer> {
  const pieces = async function* () {
    // one buffer for all pieces, as a reader of files has it
    const shared = Buffer.alloc(piece);
    for (let at = 0; at < bytes.length; at += piece) {
      const length = bytes.copy(shared, 0, at, at + piece);
      yield shared.subarray(0, length);
    }
  };
  const out: Buffer[] = [];
  for await (const chunk of unpackZstd(pieces())) out.push(Buffer.from(chunk));
  return Buffer.concat(out);
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('zstd without a decoder in Node', () => {
  test('unpacks compressed, stored and repeated blocks, however they are cut', async () => {
    for (const piece of [1, 100, 100_000]) expect(digest(await unpack(lines, piece))).toBe(sum);
    const stored = Buffer.alloc(250_000, 'stored ');
    expect((await unpack(zstd(stored), 4096)).equals(stored)).toBe(true);
    expect((await unpack(zstdBomb(3))).length).toBe(3 * 128 * 1024);
    expect((await unpack(zstd(Buffer.alloc(0)))).length).toBe(0);
    expect((await unpack(zstd(Buffer.from('x')))).toString()).toBe('x');
  });

  test('unpacks several frames, with some to be skipped between them', async () => {
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
    const bytes = Buffer.concat([skipped, zstd(Buffer.from('one')), skipped, zstd(Buffer.from('two'))]);
    expect((await unpack(bytes)).toString()).toBe('onetwo');
  });

  test('refuses what is cut off, damaged, asks for gigabytes or goes on as something else', async () => {
    await expect(unpack(lines.subarray(0, 900))).rejects.toThrow('cut off');
    await expect(unpack(Buffer.concat([frameHead(21), Buffer.from([1, 0, 0])]))).rejects.toThrow('more than 32 MB');
    await expect(unpack(Buffer.concat([lines, Buffer.from('trailing')]))).rejects.toThrow('not zstd');
    await expect(unpack(Buffer.concat([frameHead(), Buffer.from([7, 0, 0])]))).rejects.toThrow('damaged');
  });

  test('gives a repeated block at a time, so that a bomb can be stopped', async () => {
    const frames = unpackZstd(
      (async function* () {
        yield zstdBomb(100_000);
      })(),
    );
    expect((await frames.next()).value?.length).toBe(128 * 1024);
    await frames.return(undefined);
  });
});
