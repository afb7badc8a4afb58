import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect } from 'vitest';
import { checkImage, defaultImageRuleSettings } from '../../../src/audit/image/image-rule.js';
import type { ImageSource } from '../../../src/audit/image/image-source.js';
import { type InspectedImage, inspectImageFrom } from '../../../src/audit/image/inspect-image.js';
import { imageCheckRules } from '../../../src/audit/image/rules/image-check-rules.js';
import { buildImage } from '../../../src/engine/build-image.js';
import { connectEngine, type Engine } from '../../../src/engine/connect.js';
import { parseIgnoreFile } from '../../../src/engine/ignore-file.js';
import { exportImage } from '../../../src/engine/image.js';
import { engineMissing, engineTest } from '../../lab/engine.js';
import { folderOf, layout, layoutFiles, quiet } from './make-image.js';

const label = `test-${randomUUID()}`;
const now = new Date();
let engine: Engine;
let folder: string;

const dockerfile = `FROM python:3.13-slim
COPY secret.env /app/.env
RUN mkdir -p /app/data && chmod 777 /app/data && head -c 3000000 /dev/urandom > /app/big && head -c 2000000 /dev/urandom > /app/kept
RUN rm /app/big && chown 1000 /app/kept && chmod 4755 /app/kept && echo 'second:x:0:0::/:/bin/sh' >> /etc/passwd
ENV API_TOKEN=gh4kd93jf0sk2
VOLUME /proc
`;

beforeAll(async () => {
  if (engineMissing !== null) return;
  engine = await connectEngine();
  folder = await mkdtemp(join(tmpdir(), 'dockwright-image-'));
});

afterAll(async () => {
  if (engineMissing !== null) return;
  const images = await engine.docker.listImages({ filters: { label: [label] } });
  await Promise.all(images.map(({ Id }) => engine.docker.getImage(Id).remove({ force: true })));
  await rm(folder, { recursive: true, force: true });
});

/** What an answer would show of an image. */
function shown(image: InspectedImage) {
  const rules = imageCheckRules.filter(({ profile }) => profile === 'default');
  const { read, dive, reclaimable, largest, base } = image;
  return {
    findings: checkImage(image, rules, { ...defaultImageRuleSettings, now }),
    id: read.configDigest,
    layers: read.layers.map(({ digest, createdBy, sizeBytes }) => ({ digest, createdBy, sizeBytes })),
    dive,
    reclaimable,
    largest,
    base,
  };
}

const inspect = async (source: ImageSource) =>
  shown(await inspectImageFrom(source, { now, reference: 'lab:1' }, quiet));

/** The configuration and the uncompressed layers of a saved image. */
async function takeApart(archive: string) {
  const files = new Map<string, Buffer>();
  const tar = extract();
  const read = (async () => {
    for await (const entry of tar) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
      files.set(entry.header.name, Buffer.concat(chunks));
    }
  })();
  tar.end(await readFile(archive));
  await read;
  const [saved] = JSON.parse(String(files.get('manifest.json'))) as [{ Config: string; Layers: string[] }];
  const file = (name: string) => files.get(name) as Buffer;
  const plain = (layer: Buffer) => (layer[0] === 0x1f && layer[1] === 0x8b ? gunzipSync(layer) : layer);
  return { config: file(saved.Config), layers: saved.Layers.map((name) => plain(file(name))) };
}

engineTest('an image is the same from the engine, from docker save and from an OCI layout', async () => {
  const built = await buildImage(
    engine,
    {
      context: { root: null, rules: parseIgnoreFile(''), overlay: new Map([['secret.env', Buffer.from('A=1')]]) },
      dockerfile: { path: 'Dockerfile', content: dockerfile },
      labels: { [label]: '1' },
    },
    quiet,
  );
  expect(built.failure).toBeNull();
  const id = built.imageId as string;
  const fromEngine = await exportImage(engine, id, quiet.signal, (stream) => inspect({ stream }));

  const archive = join(folder, 'image.tar');
  await exportImage(engine, id, quiet.signal, (stream) => pipeline(stream, createWriteStream(archive)));
  const fromArchive = await inspect({ path: archive });
  expect(fromArchive).toEqual(fromEngine);

  const { blobs, descriptor } = layout(await takeApart(archive), { store: gzipSync });
  const fromLayout = await inspect({ path: await folderOf(layoutFiles(blobs, [descriptor])) });
  expect(fromLayout).toEqual(fromEngine);

  const found = fromEngine.findings.map(({ rule, path = '' }) => `${rule} ${path}`.trim());
  for (const expected of [
    'image-root-user',
    'image-healthcheck',
    'image-sensitive-volume /proc',
    'image-credential-file /app/.env',
    'image-world-writable /app/data',
    'image-setuid /app/kept',
    'image-duplicate-id /etc/passwd',
    'image-reclaimable-bytes',
  ])
    expect(found).toContain(expected);
  const kinds = new Map(fromEngine.reclaimable.savings.map(({ kind, bytes }) => [kind, bytes]));
  expect(kinds.get('deleted')).toBe(3_000_000);
  expect(kinds.get('mode-changed')).toBe(2_000_000);
  expect(fromEngine.base.release).toMatchObject({ id: 'debian' });
});

engineTest('an image that is not there is said to be missing', async () => {
  const missing = exportImage(engine, 'dockwright-has-no-such-image:1', quiet.signal, (stream) => inspect({ stream }));
  await expect(missing).rejects.toMatchObject({ code: 'image-not-found' });
});
