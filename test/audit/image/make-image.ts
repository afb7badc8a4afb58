import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type Header, pack } from 'tar-stream';
import { onTestFinished } from 'vitest';
import type { ImageConfig } from '../../../src/engine/image-archive.js';

export const quiet = { signal: new AbortController().signal, report: () => {} };

/** An entry of a tar: text is a file's content, a number its length in zeros. */
export type Entry = string | number | (Partial<Header> & { content?: string | Buffer });

export const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A tar of entries by name; a name with a slash at its end is a folder, one entry with `link` a link. */
export async function tar(entries: Record<string, Entry> | [string, Entry][]): Promise<Buffer> {
  const packed = pack();
  const listed = Array.isArray(entries) ? entries : Object.entries(entries);
  const chunks: Buffer[] = [];
  const done = (async () => {
    for await (const chunk of packed) chunks.push(chunk as Buffer);
  })();
  for (const [name, entry] of listed) {
    const { content, ...header } = typeof entry === 'object' ? entry : { content: undefined };
    const bytes = typeof entry === 'string' ? entry : typeof entry === 'number' ? Buffer.alloc(entry) : (content ?? '');
    const type = name.endsWith('/') ? 'directory' : 'file';
    packed.entry(
      { name, type, mode: type === 'file' ? 0o644 : 0o755, ...header },
      (header.type ?? type) === 'file' ? bytes : '',
    );
  }
  packed.finalize();
  await done;
  return Buffer.concat(chunks);
}

export interface MadeImage {
  config: Buffer;
  layers: Buffer[];
}

/** An image of uncompressed layers; its history has a step for each unless it is given. */
export function image(layers: Buffer[], config: ImageConfig = {}): MadeImage {
  const history = config.history ?? layers.map((_, index) => ({ created_by: `RUN step ${index + 1} # buildkit` }));
  const rootfs = { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha(layer)}`) };
  return {
    layers,
    config: Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', ...config, history, rootfs })),
  };
}

/** The files of a `docker save`, layers stored as `store` makes them. */
export function saved(
  { config, layers }: MadeImage,
  store: (layer: Buffer) => Buffer = (layer) => layer,
  tags: string[] = ['made:1'],
): Record<string, { content: Buffer }> {
  const blobs = layers.map(store);
  const name = (bytes: Buffer) => `blobs/sha256/${sha(bytes)}`;
  const manifest = [{ Config: name(config), RepoTags: tags, Layers: blobs.map(name) }];
  return {
    ...Object.fromEntries([...blobs, config].map((bytes) => [name(bytes), { content: bytes }])),
    'manifest.json': { content: Buffer.from(JSON.stringify(manifest)) },
  };
}

export interface Descriptor {
  mediaType?: string;
  digest: string;
  size: number;
  platform?: object;
  annotations?: Record<string, string>;
}

/** The blobs of an image in an OCI layout, and its manifest's descriptor. */
export function layout(
  { config, layers }: MadeImage,
  { store = (layer) => layer, docker = false }: { store?: (layer: Buffer) => Buffer; docker?: boolean } = {},
): { blobs: Record<string, Buffer>; descriptor: Descriptor } {
  const stored = layers.map(store);
  const describe = (bytes: Buffer, mediaType: string): Descriptor => ({
    mediaType,
    digest: `sha256:${sha(bytes)}`,
    size: bytes.length,
  });
  const kind = docker
    ? 'application/vnd.docker.distribution.manifest.v2+json'
    : 'application/vnd.oci.image.manifest.v1+json';
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: kind,
      config: describe(
        config,
        docker ? 'application/vnd.docker.container.image.v1+json' : 'application/vnd.oci.image.config.v1+json',
      ),
      layers: stored.map((layer) => describe(layer, 'application/vnd.oci.image.layer.v1.tar')),
    }),
  );
  const blobs = Object.fromEntries([...stored, config, manifest].map((bytes) => [`blobs/sha256/${sha(bytes)}`, bytes]));
  return { blobs, descriptor: describe(manifest, kind) };
}

/** An index as a blob, to be named by another. */
export function index(manifests: Descriptor[]): { bytes: Buffer; descriptor: Descriptor } {
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests }));
  return { bytes, descriptor: { mediaType, digest: `sha256:${sha(bytes)}`, size: bytes.length } };
}

/** The files of a layout with these blobs. */
export function layoutFiles(
  blobs: Record<string, Buffer>,
  manifests: Descriptor[],
): Record<string, { content: Buffer }> {
  const all = {
    ...blobs,
    'index.json': index(manifests).bytes,
    'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}'),
  };
  return Object.fromEntries(Object.entries(all).map(([name, content]) => [name, { content }]));
}

export async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-image-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function archiveFile(bytes: Buffer, name = 'image.tar'): Promise<string> {
  const path = join(await temporary(), name);
  await writeFile(path, bytes);
  return path;
}

export async function folderOf(files: Record<string, { content: Buffer }>): Promise<string> {
  const root = await temporary();
  for (const [name, { content }] of Object.entries(files)) {
    const path = join(root, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return root;
}

/** Bytes as an engine would send them, in pieces that end anywhere. */
export function streamOf(bytes: Buffer, piece = 5000): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    })(),
    { objectMode: false },
  );
}
