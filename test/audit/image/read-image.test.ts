import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ImageSource } from '../../../src/audit/image/image-source.js';
import type { LayerCollector, LayerEntry } from '../../../src/audit/image/layer-collector.js';
import { readImageFrom } from '../../../src/audit/image/read-image.js';
import {
  archiveFile,
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
import { zstd } from './zstd.js';

const long = `${'folder/'.repeat(30)}${'x'.repeat(120)}.txt`;
const base = await tar({
  './': {},
  'etc/': { mode: 0o755 },
  'etc/passwd': 'root:x:0:0::/root:/bin/sh\n',
  'bin/su': { mode: 0o4755, uid: 0, gid: 7, content: 'su' },
  'bin/sh': { type: 'symlink', linkname: '../usr/bin/dash' },
  'bin/su2': { type: 'link', linkname: 'bin/su' },
  'dev/null': { type: 'character-device' },
  [long]: 'long',
  'große/datei': 'ü',
});
const upper = await tar({
  'app/.wh.old': '',
  'opt/.wh..wh..opq': '',
  '.wh..wh.plnk/1.2': '',
  '/ko-app/main': 'x'.repeat(3000),
});
const made = image([base, upper], { config: { User: '1000' } });

/** Reads an image and takes down all entries, with contents where they are short. */
async function read(source: ImageSource) {
  const entries = new Map<string, (LayerEntry & { content?: string })[]>();
  const result = await readImageFrom(
    source,
    (blob): LayerCollector[] => {
      const own: (LayerEntry & { content?: string })[] = [];
      entries.set(blob, own);
      return [
        {
          wants: ({ sizeBytes }) => sizeBytes < 5000,
          entry: (entry, content) => void own.push(content ? { ...entry, content: content.toString() } : entry),
        },
        { wants: () => false, entry: (_, content) => expect(content).toBeNull() },
      ];
    },
    quiet,
  );
  return { ...result, entries: result.layers.flatMap(({ blob }) => entries.get(blob) ?? []) };
}

const expected = {
  configDigest: `sha256:${sha(made.config)}`,
  config: { config: { User: '1000' } },
  layers: [
    { digest: `sha256:${sha(base)}`, sizeBytes: base.length, createdBy: 'RUN step 1 # buildkit', history: 0 },
    { digest: `sha256:${sha(upper)}`, sizeBytes: upper.length, createdBy: 'RUN step 2 # buildkit', history: 1 },
  ],
  sizeBytes: base.length + upper.length,
};

test('entries have clean absolute paths, types, modes, owners, link targets, whiteouts and contents', async () => {
  const { entries } = await read({ path: await archiveFile(await tar(saved(made))) });
  const plain = { type: 'file', mode: 0o644, uid: 0, gid: 0, linkTarget: null, whiteout: null };
  expect(entries).toEqual([
    { ...plain, path: '/etc', type: 'directory', sizeBytes: 0, mode: 0o755 },
    { ...plain, path: '/etc/passwd', sizeBytes: 26, content: 'root:x:0:0::/root:/bin/sh\n' },
    { ...plain, path: '/bin/su', sizeBytes: 2, mode: 0o4755, gid: 7, content: 'su' },
    { ...plain, path: '/bin/sh', type: 'symlink', sizeBytes: 0, linkTarget: '../usr/bin/dash' },
    { ...plain, path: '/bin/su2', type: 'hardlink', sizeBytes: 0, linkTarget: 'bin/su' },
    { ...plain, path: '/dev/null', type: 'device', sizeBytes: 0 },
    { ...plain, path: `/${long}`, sizeBytes: 4, content: 'long' },
    { ...plain, path: '/große/datei', sizeBytes: 2, content: 'ü' },
    { ...plain, path: '/app/old', sizeBytes: 0, whiteout: 'file' },
    { ...plain, path: '/opt', sizeBytes: 0, whiteout: 'opaque' },
    { ...plain, path: '/ko-app/main', sizeBytes: 3000, content: 'x'.repeat(3000) },
  ]);
});

describe('docker save', () => {
  test('from a file, with the names it was saved under', async () => {
    const found = await read({ path: await archiveFile(await tar(saved(made))) });
    expect(found).toMatchObject({ ...expected, tags: ['made:1'], manifestDigest: null });
  });

  test('from an engine’s stream, in pieces that end anywhere', async () => {
    const bytes = await tar(saved(made));
    for (const piece of [1, 511, 4096, bytes.length])
      expect(await read({ stream: streamOf(bytes, piece) })).toMatchObject(expected);
  });

  test.each(['image.tar.gz', 'image.tgz'])('compressed as %s', async (name) => {
    const path = await archiveFile(gzipSync(await tar(saved(made))), name);
    expect(await read({ path })).toMatchObject(expected);
  });

  test('with gzip and zstd layers, from a file and from a stream', async () => {
    for (const store of [gzipSync, zstd]) {
      const bytes = await tar(saved(made, store));
      const file = await read({ path: await archiveFile(bytes) });
      const stream = await read({ stream: streamOf(bytes) });
      expect(file).toMatchObject(expected);
      expect(stream.entries).toEqual(file.entries);
    }
  });

  test('of Docker 20: a repeated layer is a link, and is read once', async () => {
    const twice = image([upper, upper]);
    const manifest = [{ Config: 'c.json', RepoTags: null, Layers: ['one/layer.tar', 'two/layer.tar'] }];
    const bytes = await tar({
      'one/layer.tar': { content: upper },
      'two/layer.tar': { type: 'symlink', linkname: '../one/layer.tar' },
      'c.json': { content: twice.config },
      'manifest.json': JSON.stringify(manifest),
    });
    for (const source of [{ path: await archiveFile(bytes) }, { stream: streamOf(bytes) }]) {
      const { layers } = await read(source);
      expect(layers.map(({ sizeBytes }) => sizeBytes)).toEqual([upper.length, upper.length]);
    }
  });

  test('history that does not fit the layers says nothing of them', async () => {
    const { layers } = await read({ path: await archiveFile(await tar(saved(image([base, upper], { history: [] })))) });
    expect(layers.map(({ createdBy, history }) => [createdBy, history])).toEqual([
      ['', null],
      ['', null],
    ]);
  });
});

describe('an OCI layout', () => {
  test('as a folder and as an archive, with the manifest’s digest', async () => {
    const { blobs, descriptor } = layout(made, { store: gzipSync });
    const files = layoutFiles(blobs, [descriptor]);
    const wanted = { ...expected, manifestDigest: descriptor.digest, attestations: 0 };
    expect(await read({ path: await folderOf(files) })).toMatchObject(wanted);
    expect(await read({ path: await archiveFile(await tar(files)) })).toMatchObject(wanted);
    expect(await read({ stream: streamOf(await tar(files)) })).toMatchObject(wanted);
  });

  test('with Docker’s media types', async () => {
    const { blobs, descriptor } = layout(made, { docker: true });
    expect(await read({ path: await folderOf(layoutFiles(blobs, [descriptor])) })).toMatchObject(expected);
  });

  test('through a nested index, by platform, attestations counted and images that were left out passed over', async () => {
    const arm = layout(image([upper], { architecture: 'arm64' }));
    const amd = layout(made);
    const nested = index([
      { ...amd.descriptor, platform: { os: 'linux', architecture: 'amd64' } },
      { ...arm.descriptor, platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
      { digest: `sha256:${'0'.repeat(64)}`, size: 1, platform: { os: 'linux', architecture: 's390x' } },
      {
        digest: `sha256:${'1'.repeat(64)}`,
        size: 1,
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: {
          'vnd.docker.reference.type': 'attestation-manifest',
          'vnd.docker.reference.digest': amd.descriptor.digest,
        },
      },
    ]);
    const blobs = { ...arm.blobs, ...amd.blobs, [`blobs/sha256/${sha(nested.bytes)}`]: nested.bytes };
    const path = await folderOf(layoutFiles(blobs, [nested.descriptor]));
    expect(await read({ path, platform: 'linux/amd64' })).toMatchObject({ ...expected, attestations: 1 });
    expect((await read({ path, platform: 'linux/arm64' })).config.architecture).toBe('arm64');
    await expect(read({ path, platform: 'linux/riscv64' })).rejects.toMatchObject({
      code: 'image-not-found',
      hint: expect.stringContaining('linux/arm64/v8'),
    });
  });

  test('with several images of one platform is refused unless one is named', async () => {
    const one = layout(made);
    const other = layout(image([upper]));
    const named = ({ descriptor }: typeof one, name: string) => ({
      ...descriptor,
      annotations: { 'org.opencontainers.image.ref.name': name },
    });
    const files = layoutFiles({ ...one.blobs, ...other.blobs }, [named(one, 'app:1'), named(other, 'app:2')]);
    const path = await folderOf(files);
    await expect(read({ path })).rejects.toMatchObject({ message: expect.stringContaining('app:1, app:2') });
    expect(await read({ path, reference: 'app:1' })).toMatchObject(expected);
  });
});

test('a tar that GNU tar wrote, in each of its formats, is read as tar-stream’s', async () => {
  const folder = await temporary();
  await writeFile(join(folder, `${'n'.repeat(150)}.txt`), 'long name');
  await writeFile(join(folder, 'large'), Buffer.alloc(70_000, 1));
  for (const format of ['v7', 'oldgnu', 'gnu', 'ustar', 'pax']) {
    // v7 and ustar cannot hold the long name
    const names = format === 'v7' || format === 'ustar' ? ['large'] : ['large', `${'n'.repeat(150)}.txt`];
    const layer = execFileSync('tar', ['--format', format, '-cf', '-', '-C', folder, ...names], { maxBuffer: 1e7 });
    const { entries } = await read({ path: await archiveFile(await tar(saved(image([layer])))) });
    expect(entries.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual(
      names.map((name) => [`/${name}`, name === 'large' ? 70_000 : 9]),
    );
  }
});

test('stops when it is told to', async () => {
  const stopping = new AbortController();
  const path = await archiveFile(await tar(saved(made)));
  const activity = { signal: stopping.signal, report: () => {} };
  stopping.abort();
  await expect(readImageFrom({ path }, () => [], activity)).rejects.toMatchObject({ name: 'AbortError' });
});
