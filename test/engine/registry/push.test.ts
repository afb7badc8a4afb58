import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { BlobProgress } from '../../../src/engine/registry/blob-progress.js';
import { hasBlob, openBlob, readBlob } from '../../../src/engine/registry/blobs.js';
import { checkWrite } from '../../../src/engine/registry/check-write.js';
import { getManifest, headManifest } from '../../../src/engine/registry/manifests.js';
import { mediaTypes } from '../../../src/engine/registry/media-types.js';
import { pushBlob } from '../../../src/engine/registry/push-blob.js';
import { putManifest, putReferrer } from '../../../src/engine/registry/put-manifest.js';
import { listReferrers, referrersTag } from '../../../src/engine/registry/referrers.js';
import { openRepository } from '../../../src/engine/registry/repository.js';
import { deleteTag, listTags } from '../../../src/engine/registry/tags.js';
import { registryCommand, startRegistry } from './lab-registry.js';
import { blobOf, makeImage, makeIndex, makeReferrer } from './made-image.js';
import { startMeddler } from './meddler.js';
import { connect, pushImage, repositoryOf, signal } from './test-client.js';

/** Uploads that the registry has begun and not ended. */
async function uploadsIn(folder: string, repository: string): Promise<string[]> {
  const path = `${folder}/storage/docker/registry/v2/repositories/${repository}/_uploads`;
  const all = await readdir(path, { recursive: true }).catch(() => []);
  return all.filter((name) => name.endsWith('data'));
}

async function bytesOf(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe.skipIf(!registryCommand)('a plain registry', () => {
  test('an image is pushed and read again', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const image = await makeImage([100, 600_000]);
    expect(await listTags(repository)).toEqual([]);
    expect(await headManifest(repository, '1.0.0')).toBeNull();
    await pushImage(repository, image, '1.0.0');
    await putManifest(repository, image.manifest, 'latest');
    expect((await listTags(repository)).sort()).toEqual(['1.0.0', 'latest']);
    expect(await headManifest(repository, '1.0.0')).toEqual({
      mediaType: mediaTypes.ociManifest,
      digest: image.manifest.digest,
      size: image.manifest.bytes.length,
    });
    const read = await getManifest(repository, image.manifest.digest);
    expect(read.bytes).toEqual(image.manifest.bytes);
    const layer = read.content.layers?.[1];
    expect(layer && (await bytesOf(openBlob(repository, layer))).length).toBe(layer?.size);
    expect(JSON.parse((await readBlob(repository, read.content.config?.digest ?? '')).toString()).os).toBe('linux');
  });

  test('what is there is not sent again, and progress tells of each blob', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const blob = blobOf(randomBytes(3_000_000));
    const told: BlobProgress[] = [];
    const report = (progress: BlobProgress) => told.push(progress);
    expect(await pushBlob(repository, blob, { report })).toBe('sent');
    expect(told[0]).toEqual({ digest: blob.digest, sizeBytes: blob.size, doneBytes: 0, state: 'checking', note: null });
    const sent = told.filter(({ state }) => state === 'sending').map(({ doneBytes }) => doneBytes);
    expect(sent).toEqual([...sent].sort((a, b) => a - b));
    expect(told.at(-1)).toMatchObject({ state: 'sent', doneBytes: blob.size });
    expect(await pushBlob(repository, blob)).toBe('present');
  });

  test('blobs of a neighbour are mounted', async () => {
    const { host } = await startRegistry();
    const registry = await connect(host);
    const first = openRepository(registry, 'me/first', signal);
    const second = openRepository(registry, 'me/second', signal);
    const blob = blobOf(randomBytes(5_000));
    await pushBlob(first, blob);
    expect(await pushBlob(second, blob, { mountFrom: ['me/first'] })).toBe('mounted');
    expect(await hasBlob(second, blob.digest)).toBe(true);
    const other = blobOf(randomBytes(5_000));
    expect(await pushBlob(second, other, { mountFrom: ['me/none', 'me/first'] })).toBe('sent');
  });

  test('in pieces', async () => {
    const { host } = await startRegistry();
    const meddler = await startMeddler(host, () => null);
    const repository = await repositoryOf(meddler.host, 'me/app');
    const blob = blobOf(randomBytes(1_000_000));
    expect(await pushBlob(repository, blob, { chunkBytes: 300_000 })).toBe('sent');
    const ranges = meddler.seen
      .filter(({ method }) => method === 'PATCH')
      .map(({ headers }) => headers['content-range']);
    expect(ranges).toEqual(['0-299999', '300000-599999', '600000-899999', '900000-999999']);
    expect((await readBlob(repository, blob.digest)).length).toBe(blob.size);
  });

  test.each([0, 1, 2])('a blob of %i bytes', async (bytes) => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const blob = blobOf(Buffer.alloc(bytes, 1));
    expect(await pushBlob(repository, blob)).toBe('sent');
    expect((await readBlob(repository, blob.digest)).length).toBe(bytes);
  });

  test('an index with what it names', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const [one, two] = [await makeImage([10], 'amd64'), await makeImage([10], 'arm64')];
    await pushImage(repository, one, null);
    await pushImage(repository, two, null);
    const index = makeIndex([
      ['amd64', one],
      ['arm64', two],
    ]);
    expect(await putManifest(repository, index, '2.0.0')).toEqual({ digest: index.digest, listed: false });
    const read = await getManifest(repository, '2.0.0');
    expect(read.mediaType).toBe(mediaTypes.ociIndex);
    expect(read.content.manifests?.map(({ platform }) => platform?.architecture)).toEqual(['amd64', 'arm64']);
  });

  test('a manifest whose layers are missing is refused, in the registry’s words', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const { manifest } = await makeImage();
    await expect(putManifest(repository, manifest, '1.0.0')).rejects.toMatchObject({
      code: 'registry-refused',
      message: expect.stringContaining('blob unknown to registry'),
    });
    expect(await listTags(repository)).toEqual([]);
  });

  test('referrers by tag, since this registry has no list of them', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    const image = await makeImage();
    await pushImage(repository, image, '1.0.0');
    expect(await listReferrers(repository, image.manifest.digest)).toEqual({ by: 'tag', descriptors: [] });
    for (const text of ['first', 'second', 'first']) {
      const referrer = makeReferrer(image.manifest, text);
      for (const blob of referrer.blobs) await pushBlob(repository, blob);
      expect(await putReferrer(repository, referrer.manifest)).toMatchObject({
        by: 'tag',
        descriptor: { digest: referrer.manifest.digest, artifactType: 'application/vnd.test' },
      });
    }
    const { descriptors } = await listReferrers(repository, image.manifest.digest);
    expect(descriptors.map(({ digest }) => digest)).toEqual(
      ['first', 'second'].map((text) => makeReferrer(image.manifest, text).manifest.digest),
    );
    expect(await listTags(repository)).toContain(referrersTag(image.manifest.digest));
  });

  test('a tag that it cannot delete stays, with all others', async () => {
    const { host } = await startRegistry();
    const repository = await repositoryOf(host, 'me/app');
    await pushImage(repository, await makeImage(), '1.0.0');
    expect(await deleteTag(repository, '1.0.0')).toBe(false);
    expect(await listTags(repository)).toEqual(['1.0.0']);
  });

  test('whether it may be written to, without anything left', async () => {
    const { host, folder } = await startRegistry();
    expect(await checkWrite(await repositoryOf(host, 'me/app'))).toEqual({ may: true, left: false });
    expect(await uploadsIn(folder, 'me/app')).toEqual([]);
  });

  test('one that may only be read says so at once', async () => {
    const { host } = await startRegistry({ readOnly: true });
    const repository = await repositoryOf(host, 'me/app');
    const refused = {
      code: 'registry-refused',
      message: expect.stringContaining('does not allow writing'),
      hint: expect.stringContaining('read-only'),
    };
    expect(await checkWrite(repository)).toEqual({ may: false, fault: expect.objectContaining(refused) });
    await expect(pushBlob(repository, blobOf(randomBytes(10)))).rejects.toMatchObject(refused);
  });

  test('a full disk is told apart and leaves no upload', async () => {
    const { host, folder } = await startRegistry({ diskBytes: 1_000_000 });
    const retried: string[] = [];
    const repository = await repositoryOf(host, 'me/app', { onRetry: (_, __, why) => retried.push(why) });
    await expect(pushBlob(repository, blobOf(randomBytes(3_000_000)))).rejects.toMatchObject({
      code: 'registry-refused',
      message: expect.stringContaining(`The disk of ${host} is full`),
    });
    expect(retried).toEqual([]);
    expect(await uploadsIn(folder, 'me/app')).toEqual([]);
  });
});

describe.skipIf(!registryCommand)('a bad network', () => {
  test('an upload in pieces goes on with the piece that was cut off', async () => {
    const { host } = await startRegistry();
    let cuts = 0;
    const meddler = await startMeddler(host, ({ method, headers }) => {
      if (method !== 'PATCH' || cuts >= 3 || headers['content-range']?.startsWith('0-')) return null;
      cuts += 1;
      return { cutRequestAfter: 0 };
    });
    const repository = await repositoryOf(meddler.host, 'me/app');
    const bytes = randomBytes(3_000_000);
    const told: BlobProgress[] = [];
    const report = (progress: BlobProgress) => told.push(progress);
    expect(await pushBlob(repository, blobOf(bytes), { report, chunkBytes: 1_000_000 })).toBe('sent');
    const ranges = meddler.seen
      .filter(({ method }) => method === 'PATCH')
      .map(({ headers }) => headers['content-range']);
    const second = '1000000-1999999';
    expect(ranges).toEqual(['0-999999', second, second, second, second, '2000000-2999999']);
    expect(told.some(({ state, note }) => state === 'retrying' && note?.includes('stopped answering'))).toBe(true);
    expect((await readBlob(repository, blobOf(bytes).digest)).equals(bytes)).toBe(true);
  });

  // distribution forgets an upload whose request broke off in the middle
  test('an upload that was cut in the middle is sent anew where the registry cannot go on with it', async () => {
    const { host } = await startRegistry();
    let cuts = 0;
    const meddler = await startMeddler(host, ({ method }) => {
      if (method !== 'PATCH' || cuts >= 3) return null;
      cuts += 1;
      return { cutRequestAfter: 1_000_000 };
    });
    const repository = await repositoryOf(meddler.host, 'me/app');
    const bytes = randomBytes(6_000_000);
    expect(await pushBlob(repository, blobOf(bytes))).toBe('sent');
    expect(cuts).toBe(3);
    expect((await readBlob(repository, blobOf(bytes).digest)).equals(bytes)).toBe(true);
    expect(meddler.seen.filter(({ method }) => method === 'DELETE').length).toBe(3);
  });

  test('a download goes on where the connection was cut', async () => {
    const { host } = await startRegistry();
    const bytes = randomBytes(4_000_000);
    await pushBlob(await repositoryOf(host, 'me/app'), blobOf(bytes));
    let cuts = 0;
    const meddler = await startMeddler(host, ({ method, url }) => {
      if (method !== 'GET' || !url?.includes('blobs') || cuts >= 3) return null;
      cuts += 1;
      return { cutAnswerAfter: 1_000_000 };
    });
    const repository = await repositoryOf(meddler.host, 'me/app');
    expect((await bytesOf(openBlob(repository, blobOf(bytes)))).equals(bytes)).toBe(true);
    expect(cuts).toBe(3);
    expect(meddler.seen.at(-1)?.headers.range).toMatch(/^bytes=[1-9]\d+-$/);
  });

  test('one that is cut every time fails in the end, and its upload is given up', async () => {
    const { host } = await startRegistry();
    const meddler = await startMeddler(host, ({ method }) => (method === 'PATCH' ? { cutRequestAfter: 1 } : null));
    const waits: number[] = [];
    const repository = await repositoryOf(meddler.host, 'me/app', {
      retries: { attempts: 3, firstDelayMs: 5, longestDelayMs: 10 },
      onRetry: (attempt) => waits.push(attempt),
    });
    const bytes = randomBytes(8_000_000);
    const failing = pushBlob(repository, { ...blobOf(bytes), open: () => blobOf(bytes, 1_000).open(0) });
    await expect(failing).rejects.toMatchObject({
      code: 'registry-unreachable',
      message: expect.stringContaining('stopped answering'),
    });
    expect(waits.length).toBeGreaterThanOrEqual(2);
    expect(meddler.seen.at(-1)?.method).toBe('DELETE');
  });

  test('an interruption gives the upload up', async () => {
    const { host } = await startRegistry();
    const meddler = await startMeddler(host, () => null);
    const stop = new AbortController();
    const open = await repositoryOf(meddler.host, 'me/app');
    const repository = { ...open, signal: stop.signal };
    const whole = blobOf(randomBytes(4_000_000));
    const source = {
      ...whole,
      async *open(from: number) {
        for await (const piece of whole.open(from)) {
          yield piece;
          from += piece.length;
          if (from > 2_000_000) stop.abort(new DOMException('stopped', 'AbortError'));
        }
      },
    };
    await expect(pushBlob(repository, source)).rejects.toThrow('stopped');
    expect(meddler.seen.at(-1)?.method).toBe('DELETE');
    expect(await hasBlob(open, whole.digest)).toBe(false);
  });

  test('the answer to the last request is lost', async () => {
    const { host } = await startRegistry();
    let lost = 0;
    const meddler = await startMeddler(host, ({ method }) => {
      if (method !== 'PUT' || lost > 0) return null;
      lost += 1;
      return { headers: { 'content-length': '10' }, cutAnswerAfter: 0 };
    });
    const repository = await repositoryOf(meddler.host, 'me/app');
    const blob = blobOf(randomBytes(1_000_000));
    expect(await pushBlob(repository, blob)).toBe('sent');
    expect(await hasBlob(repository, blob.digest)).toBe(true);
  });
});
