import { describe, expect, test } from 'vitest';
import { type InspectedImage, inspectImageFrom } from '../../../src/audit/image/inspect-image.js';
import type { ImageConfig } from '../../../src/engine/image-archive.js';
import { archiveFile, type Entry, image, quiet, saved, tar } from './make-image.js';

type Layer = Record<string, Entry> | [string, Entry][];

async function inspect(layers: Layer[], config: ImageConfig = {}): Promise<InspectedImage> {
  const tars = await Promise.all(layers.map((layer) => tar(layer)));
  const path = await archiveFile(await tar(saved(image(tars, config))));
  return inspectImageFrom({ path }, { now: new Date('2026-01-01') }, quiet);
}

const figures = async (...layers: Layer[]) => (await inspect(layers)).dive;

describe('dive’s figures', () => {
  test('a file in two layers counts by its smallest size, and a deleted one by zero', async () => {
    // /a: 1000 and 3000; /b: 500 and a whiteout of 0; /c: 200
    // smallest 1000 + 0 + 200 = 1200 of 1000 + 3000 + 500 + 0 + 200 = 4700; wasted 4000 + 500; upper layers have 3200
    expect(await figures({ a: 1000, b: 500 }, { a: 3000, '.wh.b': '', c: 200 })).toEqual({
      efficiency: 1200 / 4700,
      wastedBytes: 4500,
      wastedUserPercent: 4500 / 3200,
      inefficientPaths: 2,
    });
  });

  test('as in dive’s own test: a deleted folder without an entry of its own counts as nothing', async () => {
    const { efficiency, wastedBytes } = await figures(
      { 'etc/nginx/nginx.conf': 2000, 'etc/nginx/public': 3000 },
      { 'etc/nginx/nginx.conf': 5000, 'etc/athing': 10_000 },
      { 'etc/.wh.nginx': '' },
    );
    expect([efficiency, wastedBytes]).toEqual([0.75, 7000]);
  });

  test('a deleted folder with an entry in the last layer that touched it counts with all below it, on its own path', async () => {
    // /d is no leaf below, so that its path stands only once: nothing is "wasted", but 900 more bytes are counted
    const lower = { 'd/': {}, 'd/one': 500, 'd/two': 400 };
    expect(await figures(lower, { '.wh.d': '' })).toMatchObject({
      efficiency: (500 + 400 + 900) / (500 + 400 + 900),
      wastedBytes: 0,
    });
    // touched by a layer in between that has no entry for the folder: no folder to dive any more
    expect(await figures(lower, { 'd/three': 10 }, { '.wh.d': '' })).toMatchObject({ efficiency: 1, wastedBytes: 0 });
    // made anew after it was deleted: only what it holds then
    expect(await figures(lower, { '.wh.d': '' }, { 'd/': {}, 'd/three': 10 }, { '.wh.d': '' })).toMatchObject({
      // /d: 900 and 10; /d/one 500, /d/two 400, /d/three 10
      efficiency: (500 + 400 + 10 + 10) / (500 + 400 + 10 + 910),
      wastedBytes: 910,
    });
  });

  test('opaque folders, links and empty folders have no bytes; an empty folder is a leaf', async () => {
    const lower: Layer = {
      'd/': {},
      'd/f': 100,
      l: { type: 'symlink', linkname: 'd/f' },
      h: { type: 'link', linkname: 'd/f' },
    };
    expect(await figures(lower, { 'd/': {}, 'd/.wh..wh..opq': '' })).toMatchObject({
      efficiency: 1,
      inefficientPaths: 0,
    });
    expect(await figures({ 'e/': {} }, { 'e/': {} })).toMatchObject({
      efficiency: 1,
      wastedBytes: 0,
      inefficientPaths: 1,
    });
  });

  test('a whiteout of what is not there ends its layer, in the order of names', async () => {
    // /a is counted twice, /z only in the lower layer: the whiteout of /m stands before it
    expect(await figures({ a: 100, z: 100 }, { z: 300, '.wh.m': '', a: 300 })).toMatchObject({
      // ".wh.m" comes before "a", and counts as -1
      efficiency: 199 / 200,
      wastedBytes: 0,
    });
    expect(await figures({ '+a': 100, z: 100 }, { z: 300, '.wh.m': '', '+a': 300 })).toMatchObject({
      // "+a" comes before ".wh.m"
      efficiency: 199 / 500,
      wastedBytes: 400,
    });
    // the first layer's are looked up in itself
    expect(await figures({ '.wh.m': '', m: 10 })).toMatchObject({ wastedBytes: 10, efficiency: 0 });
  });

  test('a name twice in one layer counts by the last; an image without bytes is efficient', async () => {
    expect(
      await figures(
        [
          ['a', 100],
          ['a', 300],
        ],
        { a: 300 },
      ),
    ).toMatchObject({ efficiency: 0.5, wastedBytes: 600 });
    expect(await figures({ nothing: '' }, {})).toEqual({
      efficiency: 1,
      wastedBytes: 0,
      wastedUserPercent: 0,
      inefficientPaths: 0,
    });
  });
});

const history = (...steps: string[]) => ({ history: steps.map((created_by) => ({ created_by })) });

describe('bytes that could be reclaimed', () => {
  test('are those of replaced and deleted files, deleted and emptied folders with all in them, per layer', async () => {
    const { reclaimable } = await inspect([
      { a: 1000, 'd/': {}, 'd/x/y': 300, 'd/z': 200, 'o/': {}, 'o/one': 50, kept: 7 },
      { a: 3000, '.wh.d': '', 'o/': {}, 'o/.wh..wh..opq': '', 'o/two': 5 },
      { '.wh.a': '' },
    ]);
    expect(reclaimable.bytes).toBe(1000 + 300 + 200 + 50 + 3000);
    expect(reclaimable.byLayer).toEqual([1550, 3000, 0]);
    expect(reclaimable.largest.slice(0, 2)).toEqual([
      { path: '/a', bytes: 4000, layers: [0, 1] },
      { path: '/d/x/y', bytes: 300, layers: [0] },
    ]);
    expect(reclaimable.savings.map(({ bytes, files, kind, layer, by }) => [bytes, files, kind, layer, by])).toEqual([
      [3000, 1, 'deleted', 1, 2],
      [1000, 1, 'replaced', 0, 1],
      [550, 3, 'deleted', 0, 1],
    ]);
  });

  test('are kept by another hard link, and go with the last one', async () => {
    const lower: Layer = { 'bin/one': 1000, 'bin/two': { type: 'link', linkname: 'bin/one' } };
    expect((await inspect([lower, { 'bin/.wh.one': '' }])).reclaimable.bytes).toBe(0);
    expect((await inspect([lower, { 'bin/.wh.one': '', 'bin/.wh.two': '' }])).reclaimable.bytes).toBe(1000);
    expect((await inspect([lower, { 'bin/.wh.one': '' }, { '.wh.bin': '' }])).reclaimable.byLayer).toEqual([
      1000, 0, 0,
    ]);
  });

  test('a file in place of a folder hides what was in it; a folder in place of a folder hides nothing', async () => {
    expect((await inspect([{ 'd/': {}, 'd/x': 100 }, { d: 5 }])).reclaimable.bytes).toBe(100);
    expect((await inspect([{ 'd/': {}, 'd/x': 100 }, { 'd/': { mode: 0o700 } }])).reclaimable.bytes).toBe(0);
  });

  test('what is hidden is not seen', async () => {
    const { files } = await inspect([
      { a: 1, 'd/x': 2 },
      { '.wh.d': '', a: 3 },
    ]);
    expect([...files.all()].map(({ path, sizeBytes, layer }) => [path, sizeBytes, layer])).toEqual([['/a', 3, 1]]);
    expect(files.at('/d/x')).toBeNull();
  });

  test('savings say which instruction to change', async () => {
    const config = history(
      'RUN /bin/sh -c curl -O https://example.org/big.tgz # buildkit',
      'COPY src /src # buildkit',
      'RUN /bin/sh -c rm -rf /big.tgz /src # buildkit',
      'RUN /bin/sh -c chown -R 1000 /srv # buildkit',
    );
    const { reclaimable } = await inspect(
      [
        { 'big.tgz': 5000, 'srv/data': 800 },
        { 'src/': {}, 'src/a': 900 },
        { '.wh.big.tgz': '', '.wh.src': '' },
        { 'srv/data': { content: Buffer.alloc(800), uid: 1000 } },
      ],
      config,
    );
    expect(reclaimable.savings.map(({ kind, bytes, advice }) => [kind, bytes, advice])).toEqual([
      ['deleted', 5000, expect.stringContaining('join RUN rm -rf /big.tgz /src (layer 3) with RUN curl -O')],
      ['deleted', 900, expect.stringContaining('Leave it out of COPY src /src (layer 2)')],
      ['mode-changed', 800, expect.stringContaining('COPY --chown')],
    ]);
  });

  test('what the base image wastes is not the author’s to change, and is not advised on', async () => {
    const config = {
      history: [
        { created_by: '/bin/sh -c #(nop) ADD file:1 in / ' },
        { created_by: 'RUN /bin/sh -c rm /a # buildkit' },
        { created_by: 'CMD ["sh"]', empty_layer: true },
        { created_by: 'RUN /bin/sh -c rm /b # buildkit' },
      ],
    };
    const { base, reclaimable } = await inspect([{ a: 100, b: 200 }, { '.wh.a': '' }, { '.wh.b': '' }], config);
    expect(base.layers).toBe(2);
    expect(reclaimable.savings.map(({ bytes, advice }) => [bytes, advice])).toEqual([
      [200, expect.stringContaining('choose a base image without it')],
      [100, null],
    ]);
  });
});
