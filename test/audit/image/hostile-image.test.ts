import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImageSource } from '../../../src/audit/image/image-source.js';
import { inspectImageFrom } from '../../../src/audit/image/inspect-image.js';
import { Fault } from '../../../src/fault.js';
import {
  archiveFile,
  type Entry,
  folderOf,
  image,
  index,
  layout,
  layoutFiles,
  quiet,
  saved,
  sha,
  streamOf,
  tar,
  temporary,
} from './make-image.js';
import { frameHead, zstdBomb } from './zstd.js';

const layer = await tar({ 'app/main.py': 'print(1)', 'app/data': 50_000 });
const made = image([layer]);

async function inspect(source: ImageSource) {
  return inspectImageFrom(source, { now: new Date('2026-01-01') }, quiet);
}

/** Reads an archive from a file and from a stream; both must refuse it, with a message that tells why. */
async function refused(bytes: Buffer, message: RegExp) {
  for (const source of [{ path: await archiveFile(bytes) }, { stream: streamOf(bytes, 64 * 1024) }]) {
    const error = await inspect(source).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(Fault);
    expect((error as Fault).message).toMatch(message);
    expect((error as Fault).code).toBe('invalid-input');
  }
}

/** A layer that was made by hand, in an image that is sound otherwise. */
const withLayer = async (entries: Record<string, Entry>) => tar(saved(image([await tar(entries)])));

describe('what leads out', () => {
  test('of an archive: absolute names, parents, links', async () => {
    await refused(await tar({ ...saved(made), '/etc/cron.d/x': 'x' }), /\/etc\/cron\.d\/x, which lies outside/);
    await refused(await tar({ ...saved(made), '../x': 'x' }), /\.\.\/x, which lies outside/);
    await refused(await tar({ ...saved(made), 'a/../../x': 'x' }), /which lies outside/);
    const links = { 'one/layer.tar': { type: 'symlink', linkname: '../../../../etc/passwd' } } as const;
    await refused(
      await tar({ ...links, ...saved(made) }),
      /link one\/layer\.tar names .*etc\/passwd, which lies outside/,
    );
    await refused(await tar({ ...saved(made), hard: { type: 'link', linkname: '/etc/passwd' } }), /lies outside/);
  });

  test('of a manifest', async () => {
    for (const path of ['/etc/passwd', '../../etc/passwd', 'blobs\\..\\x']) {
      const manifest = JSON.stringify([{ Config: path, Layers: [] }]);
      await refused(await tar({ 'manifest.json': manifest }), /manifest\.json names .*, which lies outside/);
    }
    const files = layoutFiles({}, [{ digest: 'sha256:../../../etc/passwd', size: 1 }]);
    await refused(await tar(files), /is no digest/);
  });

  test('of a folder: a link to a file outside', async () => {
    const { blobs, descriptor } = layout(made);
    const path = await folderOf(layoutFiles({}, [descriptor]));
    const outside = await temporary();
    for (const [name, bytes] of Object.entries(blobs)) await writeFile(join(outside, sha(Buffer.from(name))), bytes);
    execFileSync('mkdir', ['-p', join(path, 'blobs', 'sha256')]);
    for (const name of Object.keys(blobs)) await symlink(join(outside, sha(Buffer.from(name))), join(path, name));
    await expect(inspect({ path })).rejects.toMatchObject({
      message: expect.stringContaining('leads out of the folder'),
    });
  });

  test('of a layer: a parent, a hard link, a whiteout; links that are only a text may say anything', async () => {
    await refused(await withLayer({ '../../etc/passwd': 'x' }), /leads out of the image/);
    await refused(await withLayer({ 'a/../../b': 'x' }), /leads out of the image/);
    await refused(await withLayer({ a: { type: 'link', linkname: '../../etc/passwd' } }), /leads out of the image/);
    await refused(await withLayer({ 'etc/.wh...': '' }), /deletes what is no file/);
    const links = await withLayer({ a: { type: 'symlink', linkname: '../../../etc/passwd' } });
    expect((await inspect({ path: await archiveFile(links) })).files.at('/a')?.kind).toBe('symlink');
  });
});

describe('what is damaged', () => {
  test('cut off anywhere', async () => {
    const whole = await tar(saved(made));
    for (const length of [100, 700, 5000, 52_000, 53_900])
      await refused(whole.subarray(0, length), /cut off|end of data|broke off|lacks|neither/);
    const { blobs, descriptor } = layout(made, { store: gzipSync });
    const cut = Object.fromEntries(
      Object.entries(blobs).map(([name, bytes]) => [name, bytes.subarray(0, bytes[0] === 0x1f ? 60 : undefined)]),
    );
    await refused(await tar(layoutFiles(cut, [descriptor])), /cannot be unpacked|unexpected end/);
  });

  test('wrong digests: of the configuration, of a manifest, of a layer', async () => {
    const other = image([layer], { config: { User: 'x' } });
    const files = saved(made);
    const name = `blobs/sha256/${sha(made.config)}`;
    await refused(await tar({ ...files, [name]: { content: other.config } }), /digest of its configuration is wrong/);
    const { blobs, descriptor } = layout(made);
    const swapped = { ...blobs, [descriptor.digest.replace(':', '/').replace(/^/, 'blobs/')]: Buffer.from('{}') };
    await refused(await tar(layoutFiles(swapped, [descriptor])), /digest of the manifest .* is wrong/);
    const lies = saved({ ...made, layers: [await tar({ 'app/main.py': 'print(2)' })] });
    await expect(inspect({ path: await archiveFile(await tar(lies)) })).rejects.toMatchObject({
      message: expect.stringContaining('digest of layer 1 is wrong'),
    });
  });

  test('missing parts', async () => {
    const without = async (part: Buffer) =>
      tar(Object.fromEntries(Object.entries(saved(made)).filter(([, { content }]) => content !== part)));
    await refused(await without(layer), /lacks layer 1, blobs/);
    await refused(await without(made.config), /lacks its configuration/);
    const { blobs, descriptor } = layout(made);
    const config = `blobs/sha256/${sha(made.config)}`;
    await refused(
      await tar(layoutFiles(Object.fromEntries(Object.entries(blobs).filter(([key]) => key !== config)), [descriptor])),
      /lacks its configuration/,
    );
    await refused(await tar(layoutFiles({}, [descriptor])), /lacks blobs\/sha256/);
    await refused(await tar({ 'a.txt': 'x' }), /neither the manifest\.json/);
    await refused(Buffer.alloc(10_240), /neither the manifest\.json/);
  });

  test('documents of another kind', async () => {
    await refused(await tar({ 'manifest.json': '[{' }), /not JSON/);
    await refused(await tar({ 'manifest.json': '{"a":1}' }), /not that of docker save/);
    await refused(await tar({ 'manifest.json': '[]' }), /names no image/);
    await refused(
      await tar({ 'c.json': '{"x":1}', 'manifest.json': '[{"Config":"c.json","Layers":[]}]' }),
      /no rootfs/,
    );
    const config = JSON.stringify({ rootfs: { diff_ids: ['sha256:1', 'sha256:2'] } });
    await refused(
      await tar({ 'c.json': config, 'manifest.json': '[{"Config":"c.json","Layers":[]}]' }),
      /0 layers and its configuration 2/,
    );
  });

  test('a configuration whose fields have wrong types is read as if they were absent', async () => {
    const odd = {
      config: { Env: 'x', User: 7, Labels: ['a'], ExposedPorts: 3, Volumes: 'v', Healthcheck: [] },
      history: [{ created_by: 5, created: 'never' }],
    };
    const bytes = await tar(saved(image([layer], odd as never)));
    const { read, steps } = await inspect({ path: await archiveFile(bytes) });
    expect(read.config.config).not.toHaveProperty('Env', 'x');
    expect(steps).toMatchObject([{ keyword: '', created: null, layer: 0 }]);
  });

  test('indexes that lead to each other', async () => {
    let inner = layout(made).descriptor;
    const blobs: Record<string, Buffer> = { ...layout(made).blobs };
    for (let depth = 0; depth < 20; depth += 1) {
      const next = index([inner]);
      blobs[`blobs/sha256/${sha(next.bytes)}`] = next.bytes;
      inner = next.descriptor;
    }
    await refused(await tar(layoutFiles(blobs, [inner])), /more than 8 deep/);
    const self = `sha256:${'a'.repeat(64)}`;
    const circle = { [`blobs/sha256/${'a'.repeat(64)}`]: index([{ digest: self, size: 1 }]).bytes };
    await refused(await tar(layoutFiles(circle, [{ digest: self, size: 1 }])), /digest of the manifest .* is wrong/);
  });
});

describe('what is too large', () => {
  const peak = () => process.resourceUsage().maxRSS / 1024;

  test('a JSON file of 100 MB', async () => {
    const huge = Buffer.alloc(100e6, ' ');
    huge.write('{');
    await refused(await tar({ 'manifest.json': { content: huge } }), /short JSON text, has 100 MB/);
  });

  test('10 GB of zeros in a layer, in an archive, in zstd: refused within seconds, none of it held', async () => {
    const before = peak();
    const head = (await tar({ zeros: 1 })).subarray(0, 512);
    // a file of 10 GB, as base-256 numbers write it
    const header = Buffer.from(head);
    header.fill(0, 124, 136);
    header[124] = 0x80;
    header.writeBigUInt64BE(10_000_000_000n, 128);
    header.write('        ', 148);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    );
    const bomb = gzipOf(header, 10_000);
    expect(bomb.length).toBeLessThan(11e6);
    const grown = { message: expect.stringMatching(/ has (10|1) MB and unpacks to 1,\d\d\d MB or more/) };
    const inLayer = await tar(saved({ config: made.config, layers: [bomb] }));
    await expect(inspect({ stream: streamOf(inLayer, 64 * 1024) })).rejects.toMatchObject(grown);
    const path = await archiveFile(bomb, 'bomb.tar.gz');
    await expect(inspect({ path })).rejects.toMatchObject(grown);
    const inZstd = await tar(saved({ config: made.config, layers: [zstdBomb(80_000)] }));
    await expect(inspect({ path: await archiveFile(inZstd) })).rejects.toMatchObject(grown);
    expect(peak() - before).toBeLessThan(250);
  }, 60_000);

  test('a zstd frame that asks for gigabytes', async () => {
    const frame = Buffer.concat([frameHead(21), Buffer.from([1, 0, 0])]);
    await refused(await tar(saved({ config: made.config, layers: [frame] })), /cannot be unpacked/);
  });

  test('names longer or deeper than Linux has them, headers of megabytes', async () => {
    await refused(await withLayer({ ['x'.repeat(5000)]: 'x' }), /a path in it has 5,000 characters/);
    await refused(await withLayer({ ['x/'.repeat(400)]: '' }), /400 folders deep/);
    const pax = { type: 'file', pax: { comment: 'x'.repeat(2_000_000) } } as const;
    await refused(await withLayer({ a: pax }), /extended header of more than 1 MiB/);
  });
});

/** A header and then so much zeros, as gzip streams one after the other. */
function gzipOf(header: Buffer, megabytes: number): Buffer {
  const zeros = gzipSync(Buffer.alloc(100e6), { level: 9 });
  return Buffer.concat([gzipSync(header), ...new Array<Buffer>(megabytes / 100).fill(zeros)]);
}

test('an archive with bytes changed anywhere ends in a fault or is read; never in another error', async () => {
  const { blobs, descriptor } = layout(made);
  const whole = await tar({ ...layoutFiles(blobs, [descriptor]), ...saved(made) });
  // headers and documents, not the zeros of the layer's file
  const places = [...whole.keys()].filter((at) => whole[at] !== 0 || at % 512 < 160);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (changes, streamed) => {
        const bytes = Buffer.from(whole);
        for (const [place, value] of changes) bytes[places[place] as number] = value;
        const source = streamed ? { stream: streamOf(bytes, 70_000) } : { path: await archiveFile(bytes) };
        const outcome = await inspect(source).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Fault);
      },
    ),
    { numRuns: 300, seed: 7 },
  );
}, 60_000);
