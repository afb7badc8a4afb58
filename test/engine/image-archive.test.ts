import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { readImageArchive } from '../../src/engine/image-archive.js';

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function tar(files: Record<string, string | Buffer | { link: string }>): Promise<Buffer> {
  const packed = pack();
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'object' && 'link' in content)
      packed.entry({ name, type: 'symlink', linkname: content.link });
    else packed.entry({ name }, content);
  }
  packed.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of packed) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const layer = await tar({ 'app/main.py': 'print(1)' });
const upper = await tar({ 'app/other.py': 'print(2)'.repeat(500) });
const config = Buffer.from(
  JSON.stringify({ config: { User: '1000' }, rootfs: { diff_ids: [`sha256:${sha(layer)}`, `sha256:${sha(upper)}`] } }),
);

async function read(archive: Buffer, pathsSeen?: string[]) {
  return readImageArchive(Readable.from([archive]), () =>
    pathsSeen ? { wants: () => false, entry: (header) => void pathsSeen.push(header.name) } : null,
  );
}

describe('an exported image', () => {
  test('as Docker writes it: blobs by digest, the manifest last', async () => {
    const blobs = {
      [`blobs/sha256/${sha(layer)}`]: layer,
      [`blobs/sha256/${sha(upper)}`]: upper,
      [`blobs/sha256/${sha(config)}`]: config,
    };
    const manifest = [
      { Config: `blobs/sha256/${sha(config)}`, Layers: [`blobs/sha256/${sha(layer)}`, `blobs/sha256/${sha(upper)}`] },
    ];
    const paths: string[] = [];
    const archive = await tar({
      ...blobs,
      'index.json': '{}',
      'oci-layout': '{}',
      'manifest.json': JSON.stringify(manifest),
    });
    expect(await read(archive, paths)).toMatchObject({
      configDigest: `sha256:${sha(config)}`,
      config: { config: { User: '1000' } },
      sizeBytes: layer.length + upper.length,
      layers: [{ sizeBytes: layer.length }, { sizeBytes: upper.length }],
    });
    expect(paths.sort()).toEqual(['app/main.py', 'app/other.py']);
  });

  test('as containerd’s store writes it: compressed layers count as what they unpack to', async () => {
    const zipped = gzipSync(upper);
    const files = { 'blobs/sha256/a': gzipSync(layer), 'blobs/sha256/b': zipped, 'blobs/sha256/c': config };
    const manifest = [{ Config: 'blobs/sha256/c', Layers: ['blobs/sha256/a', 'blobs/sha256/b'] }];
    const { sizeBytes } = await read(await tar({ 'manifest.json': JSON.stringify(manifest), ...files }));
    expect(sizeBytes).toBe(layer.length + upper.length);
  });

  test('as Docker 20 writes it: a repeated layer is a link', async () => {
    const twice = Buffer.from(JSON.stringify({ rootfs: { diff_ids: [sha(layer), sha(layer)] } }));
    const manifest = [{ Config: 'c.json', Layers: ['one/layer.tar', 'two/layer.tar'] }];
    const files = {
      'one/layer.tar': layer,
      'two/layer.tar': { link: '../one/layer.tar' },
      'one/json': '{}',
      'one/VERSION': '1.0',
      'c.json': twice,
    };
    const { sizeBytes, layers } = await read(await tar({ ...files, 'manifest.json': JSON.stringify(manifest) }));
    expect([sizeBytes, layers.length]).toEqual([layer.length * 2, 2]);
  });

  test('one without a manifest, or that lacks a layer, is refused', async () => {
    await expect(read(await tar({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'engine-refused' });
    const manifest = [{ Config: 'c.json', Layers: ['gone'] }];
    const archive = await tar({ 'c.json': config, 'manifest.json': JSON.stringify(manifest) });
    await expect(read(archive)).rejects.toMatchObject({ message: expect.stringContaining('layer 1 is missing') });
  });
});
