import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectEngine, type Engine } from '../../../src/engine/connect.js';
import { exportImage, readImage } from '../../../src/engine/image.js';
import { openArchive } from '../../../src/engine/layout/open-archive.js';
import { writeLayoutArchive } from '../../../src/engine/layout/write-layout-archive.js';
import { type SavedImage, writeSavedImage } from '../../../src/engine/layout/write-saved-image.js';
import { ensureImage } from '../../../src/engine/pull-image.js';
import { copyImage } from '../../../src/engine/registry/copy-image.js';
import { getManifest, headManifest } from '../../../src/engine/registry/manifests.js';
import { repositoryContent } from '../../../src/engine/registry/repository-content.js';
import { listTags } from '../../../src/engine/registry/tags.js';
import { describeWithEngine } from '../../lab/engine.js';
import { temporaryFolder } from '../temporary-folder.js';
import { registryCommand, startRegistry } from './lab-registry.js';
import { repositoryOf, signal } from './test-client.js';

const image = 'python:3.13-slim';
const activity = { signal, report: () => {} };
const named = { host: 'dockwright.test', repository: 'archived' };

describeWithEngine('images of an engine', () => {
  let engine: Engine;
  let layout: string;
  let kept: SavedImage;

  beforeAll(async () => {
    engine = await connectEngine();
    await ensureImage(engine, image, activity);
    layout = await mkdtemp(join(tmpdir(), 'dockwright-test-'));
    kept = await save(layout);
  });

  afterAll(() => rm(layout, { recursive: true, force: true }));

  const save = async (folder: string) =>
    exportImage(engine, image, signal, (stream) =>
      writeSavedImage(stream, folder, { named, tags: ['1.0.0'], name: image }),
    );

  test('the same image has the same digest each time, and the identity that the proof knows', async () => {
    expect(await save(await temporaryFolder())).toEqual(kept);
    expect(kept.configDigest).toBe((await readImage(engine, image, signal)).configDigest);
  });

  test.skipIf(!registryCommand)('goes to a registry without the engine, which pulls it by its digest', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/python');
    const { digest, configDigest } = kept;
    const copied = await copyImage(await openArchive(layout, { signal }), repositoryContent(repository), '1.0.0', {
      tags: ['1.0.0'],
      signal,
    });
    expect(copied.digest).toBe(digest);
    expect((await getManifest(repository, '1.0.0')).content.config?.digest).toBe(configDigest);
    const reference = `${host}/me/python@${digest}`;
    onTestFinished(() => engine.docker.getImage(reference).remove());
    await ensureImage(engine, reference, activity);
    expect((await readImage(engine, reference, signal)).configDigest).toBe(configDigest);
  });

  test('an archive is loaded by the engine under its name', async () => {
    const folder = await temporaryFolder();
    const target = writeLayoutArchive(join(folder, 'image.tar'), named, signal);
    await copyImage(await openArchive(layout, { signal }), target, '1.0.0', {
      tags: ['1.0.0'],
      signal,
    });
    await target.finish();
    expect((await stat(join(folder, 'image.tar'))).size).toBeGreaterThan(1_000_000);
    const stream = await engine.docker.loadImage(createReadStream(join(folder, 'image.tar')));
    await new Promise((resolve, reject) => {
      stream.on('end', resolve).on('error', reject).resume();
    });
    const reference = 'dockwright.test/archived:1.0.0';
    onTestFinished(() => engine.docker.getImage(reference).remove());
    expect((await readImage(engine, reference, signal)).configDigest).toBe(kept.configDigest);
  });
});

// the lab's own registry, which answers for Docker Hub there
test.skipIf(!registryCommand)('the lab’s registry is read', async () => {
  const repository = await repositoryOf('127.0.0.1:5000', 'library/python');
  expect(repository.registry.address.protocol).toBe('http:');
  expect(await listTags(repository)).toContain('3.13-slim');
  const head = await headManifest(repository, '3.13-slim');
  const manifest = await getManifest(repository, '3.13-slim');
  expect(head).toMatchObject({ digest: manifest.digest, mediaType: manifest.mediaType });
  await expect(getManifest(repository, 'no-such-tag')).rejects.toMatchObject({ code: 'image-not-found' });
});
