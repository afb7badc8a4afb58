import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../src/engine/layout/open-archive.js';
import { writeLayoutArchive } from '../../../src/engine/layout/write-layout-archive.js';
import { writeLayoutFolder } from '../../../src/engine/layout/write-layout-folder.js';
import { writeSavedImage } from '../../../src/engine/layout/write-saved-image.js';
import { copyImage } from '../../../src/engine/registry/copy-image.js';
import { getManifest } from '../../../src/engine/registry/manifests.js';
import { pushBlob } from '../../../src/engine/registry/push-blob.js';
import { putManifest, putReferrer } from '../../../src/engine/registry/put-manifest.js';
import { listReferrers } from '../../../src/engine/registry/referrers.js';
import { openRepository, type Repository } from '../../../src/engine/registry/repository.js';
import { repositoryContent } from '../../../src/engine/registry/repository-content.js';
import { listTags } from '../../../src/engine/registry/tags.js';
import { temporaryFolder } from '../temporary-folder.js';
import { registryCommand, startRegistry } from './lab-registry.js';
import { type MadeImage, makeImage, makeIndex, makeReferrer, sha256 } from './made-image.js';
import { connect, pushImage, repositoryOf, signal } from './test-client.js';

const named = { host: 'r.test', repository: 'me/app' };

/** An image for two platforms with a bill of materials, in a repository. */
async function pushPlatforms(repository: Repository) {
  const images: [string, MadeImage][] = [];
  for (const architecture of ['amd64', 'arm64']) {
    const image = await makeImage([300_000, 1_000], architecture);
    await pushImage(repository, image, null);
    images.push([architecture, image]);
  }
  const index = makeIndex(images);
  await putManifest(repository, index, '1.0.0');
  const referrer = makeReferrer(index, 'what is in it');
  for (const blob of referrer.blobs) await pushBlob(repository, blob);
  await putReferrer(repository, referrer.manifest);
  return { index, referrer: referrer.manifest.digest };
}

async function filesOf(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => /part|tmp/.test(name));
}

describe.skipIf(!registryCommand)('between registries', () => {
  test('all platforms go along, and what refers to them', async () => {
    const from = await repositoryOf((await startRegistry()).host, 'me/app');
    const to = await repositoryOf((await startRegistry()).host, 'other/app');
    const { index, referrer } = await pushPlatforms(from);
    const planned: [number, number][] = [];
    const copied = await copyImage(repositoryContent(from), repositoryContent(to), '1.0.0', {
      tags: ['1.0.0', 'latest'],
      referrers: true,
      signal,
      planned: (...sizes) => planned.push(sizes),
    });
    expect(copied).toMatchObject({
      digest: index.digest,
      referrers: [referrer],
      blobs: { sent: 8, mounted: 0, present: 0 },
    });
    expect(planned[0]?.[0]).toBe(6);
    expect((await getManifest(to, 'latest')).bytes.equals(index.bytes)).toBe(true);
    expect((await listReferrers(to, index.digest)).descriptors.map(({ digest }) => digest)).toEqual([referrer]);
    const again = await copyImage(repositoryContent(from), repositoryContent(to), '1.0.0', { tags: ['1.0.0'], signal });
    expect(again).toMatchObject({ sentBytes: 0, blobs: { present: 6, sent: 0 } });
  });

  test('within one registry nothing is sent', async () => {
    const { host } = await startRegistry();
    const registry = await connect(host);
    const from = openRepository(registry, 'me/app', signal);
    const to = openRepository(registry, 'me/production', signal);
    await pushPlatforms(from);
    const copied = await copyImage(repositoryContent(from), repositoryContent(to), '1.0.0', {
      tags: ['1.0.0'],
      signal,
    });
    expect(copied).toMatchObject({ sentBytes: 0, blobs: { mounted: 6, sent: 0, present: 0 } });
    expect(await listTags(to)).toEqual(['1.0.0']);
  });

  test('what fails half-way leaves no tag', async () => {
    const from = await repositoryOf((await startRegistry()).host, 'me/app');
    const full = await repositoryOf((await startRegistry({ diskBytes: 200_000 })).host, 'me/app');
    await pushPlatforms(from);
    const copying = copyImage(repositoryContent(from), repositoryContent(full), '1.0.0', { tags: ['1.0.0'], signal });
    await expect(copying).rejects.toMatchObject({
      code: 'registry-refused',
      message: expect.stringContaining('is full'),
    });
    expect(await listTags(full)).toEqual([]);
  });
});

describe.skipIf(!registryCommand)('archives', () => {
  test('from a registry to a tar and back, byte for byte', async () => {
    const from = await repositoryOf((await startRegistry()).host, 'me/app');
    const to = await repositoryOf((await startRegistry()).host, 'other/app');
    const { index, referrer } = await pushPlatforms(from);
    const folder = await temporaryFolder();
    const options = { tags: ['1.0.0', 'latest'], referrers: true, signal };
    for (const name of ['one.tar', 'two.tar']) {
      const target = writeLayoutArchive(join(folder, name), named, signal);
      await copyImage(repositoryContent(from), target, '1.0.0', options);
      await target.finish();
    }
    expect(sha256(await readFile(join(folder, 'one.tar')))).toBe(sha256(await readFile(join(folder, 'two.tar'))));
    const archive = await openArchive(join(folder, 'one.tar'), { signal });
    expect(archive.images).toEqual([
      { digest: index.digest, names: ['r.test/me/app:1.0.0', '1.0.0', 'r.test/me/app:latest', 'latest'] },
    ]);
    const copied = await copyImage(archive, repositoryContent(to), 'latest', {
      tags: ['1.0.0'],
      referrers: true,
      signal,
    });
    await archive.close();
    expect(copied).toMatchObject({ digest: index.digest, referrers: [referrer] });
    expect((await getManifest(to, '1.0.0')).bytes.equals(index.bytes)).toBe(true);
    expect((await listReferrers(to, index.digest)).descriptors.length).toBe(1);
  });

  test('a folder keeps the images that it has', async () => {
    const from = await repositoryOf((await startRegistry()).host, 'me/app');
    const [one, two] = [await makeImage(), await makeImage()];
    await pushImage(from, one, '1.0.0');
    await pushImage(from, two, '2.0.0');
    const folder = await temporaryFolder();
    for (const tag of ['1.0.0', '2.0.0', '2.0.0']) {
      const target = await writeLayoutFolder(folder, null, signal);
      await copyImage(repositoryContent(from), target, tag, { tags: [tag], signal });
      await target.finish();
    }
    const layout = await openArchive(folder, { signal });
    expect(layout.images).toEqual([
      { digest: one.manifest.digest, names: ['1.0.0'] },
      { digest: two.manifest.digest, names: ['2.0.0'] },
    ]);
    await expect(layout.manifest('3.0.0')).rejects.toMatchObject({
      code: 'image-not-found',
      hint: 'It has: 1.0.0, 2.0.0',
    });
    expect(await filesOf(folder)).toEqual([]);
  });

  test('what is interrupted leaves nothing of an archive', async () => {
    const from = await repositoryOf((await startRegistry()).host, 'me/app');
    await pushImage(from, await makeImage([4_000_000]), '1.0.0');
    const folder = await temporaryFolder();
    const stop = new AbortController();
    const target = writeLayoutArchive(join(folder, 'image.tar'), named, stop.signal);
    const copying = copyImage(repositoryContent({ ...from, signal: stop.signal }), target, '1.0.0', {
      tags: ['1.0.0'],
      signal: stop.signal,
      report: ({ doneBytes }) => {
        if (doneBytes > 1_000_000) stop.abort(new DOMException('stopped', 'AbortError'));
      },
    });
    await expect(copying).rejects.toThrow('stopped');
    await target.discard();
    expect(await readdir(folder)).toEqual([]);
  });
});

/** A tar of these files. */
async function tarOf(files: Record<string, Buffer>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name, mtime: new Date(0) }, content);
  tar.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of tar) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

async function made(name: string, content: Buffer): Promise<string> {
  const folder = await temporaryFolder();
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** What `docker save` of Docker's own store writes, before version 25 and since. */
async function saved(layout: boolean) {
  const layers = [await tarOf({ one: Buffer.alloc(200_000, 'a') }), await tarOf({ two: Buffer.from('b') })];
  const config = Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: layers.map(sha256) } }),
  );
  const nameOf = (bytes: Buffer) =>
    layout ? `blobs/sha256/${sha256(bytes).slice(7)}` : `${sha256(bytes).slice(7)}/layer.tar`;
  const configName = layout ? nameOf(config) : `${sha256(config).slice(7)}.json`;
  const manifest = [{ Config: configName, RepoTags: ['me/app:1.0.0'], Layers: layers.map(nameOf) }];
  const files: Record<string, Buffer> = { [configName]: config };
  for (const layer of layers) files[nameOf(layer)] = layer;
  if (layout) {
    const inner = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: sha256(config), size: config.length },
        layers: layers.map((layer) => ({
          mediaType: 'application/vnd.oci.image.layer.v1.tar',
          digest: sha256(layer),
          size: layer.length,
        })),
      }),
    );
    files[nameOf(inner)] = inner;
    files['index.json'] = Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        manifests: [
          { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: sha256(inner), size: inner.length },
        ],
      }),
    );
    files['oci-layout'] = Buffer.from('{"imageLayoutVersion":"1.0.0"}');
  }
  files['manifest.json'] = Buffer.from(JSON.stringify(manifest));
  return { tar: await tarOf(files), configDigest: sha256(config), files };
}

describe('what docker save wrote', () => {
  test.each([true, false])('becomes a layout with the same digest each time (as a layout: %s)', async (layout) => {
    const { tar, configDigest } = await saved(layout);
    const digests = new Set<string>();
    for (let times = 0; times < 2; times += 1) {
      const folder = await temporaryFolder();
      const image = await writeSavedImage(createReadStream(await made('a.tar', tar)), folder, {
        named,
        tags: ['1.0.0'],
        name: 'a.tar',
      });
      expect(image.configDigest).toBe(configDigest);
      digests.add(image.digest);
      const source = await openArchive(folder, { signal });
      const { content } = await source.manifest('1.0.0');
      expect(content.config?.digest).toBe(configDigest);
      expect(content.layers?.map(({ mediaType }) => mediaType)).toEqual(
        Array(2).fill('application/vnd.oci.image.layer.v1.tar+gzip'),
      );
      expect((content.layers?.[0]?.size ?? 0) < 10_000).toBe(true);
      for (const layer of content.layers ?? []) {
        let read = 0;
        for await (const piece of source.open(layer, 0)) read += piece.length;
        expect(read).toBe(layer.size);
      }
      expect(await filesOf(folder)).toEqual([]);
    }
    expect(digests.size).toBe(1);
  });

  test.each(['a.tar', 'a.tar.gz'])('is opened as it is, by its name (%s)', async (name) => {
    const { tar, configDigest } = await saved(true);
    const source = await openArchive(await made(name, name.endsWith('gz') ? gzipSync(tar) : tar), { signal });
    expect((await source.manifest('1.0.0')).content.config?.digest).toBe(configDigest);
    await source.close();
  });
});

describe('refused, with what is wrong', () => {
  test('what is not there', async () => {
    await expect(openArchive('/nonexistent/a.tar', { signal })).rejects.toMatchObject({ code: 'path-not-found' });
  });

  test.each<[string, (tar: Buffer) => Buffer]>([
    ['is no tar', () => Buffer.alloc(2_000, 'x')],
    ['is cut off', (tar) => tar.subarray(0, 100_000)],
    ['cannot be unpacked', (tar) => gzipSync(tar).subarray(0, 300)],
  ])('it %s', async (why, damage) => {
    const { tar } = await saved(true);
    await expect(openArchive(await made('a.tar', damage(tar)), { signal })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(why),
    });
  });

  test('a layer that was changed', async () => {
    const { files } = await saved(false);
    const layer = Object.keys(files).find((name) => name.endsWith('layer.tar')) as string;
    const changed = await tarOf({ ...files, [layer]: await tarOf({ one: Buffer.alloc(200_000, 'x') }) });
    await expect(openArchive(await made('a.tar', changed), { signal })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('layer 1 is damaged'),
    });
  });

  test('names that lead out of the archive write nothing outside', async () => {
    const { files } = await saved(true);
    const outside = await temporaryFolder();
    const evil = { ...files, [`../../../../../../..${outside}/evil`]: Buffer.alloc(1_000, 'x') };
    const source = await openArchive(await made('a.tar', await tarOf(evil)), { signal });
    await source.close();
    expect(await readdir(outside)).toEqual([]);
  });

  test('a folder without a layout', async () => {
    const folder = await temporaryFolder({ 'a.txt': 'x' });
    expect((await stat(folder)).isDirectory()).toBe(true);
    await expect(openArchive(folder, { signal })).rejects.toMatchObject({
      message: expect.stringContaining('no OCI layout'),
    });
  });
});
