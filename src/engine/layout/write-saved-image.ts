import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import { digestOf } from '../registry/digest.js';
import { type Manifest, parseManifest } from '../registry/manifests.js';
import { type Descriptor, isIndex, mediaTypes } from '../registry/media-types.js';
import type { RepositoryName } from '../registry/reference.js';
import { brokenLayout } from './broken-layout.js';
import { layoutFile, layoutIndex } from './layout-index.js';
import { pathOf } from './read-layout.js';
import { type SavedFiles, type SavedLayer, takeSavedFiles } from './saved-files.js';
import { writing } from './write-fault.js';

export interface SavedImage {
  /** Of the manifest, or of the index with attestations that the engine has. */
  digest: string;
  configDigest: string;
}

export interface SaveOptions {
  /** What it is called in the layout. */
  named: RepositoryName | null;
  tags: readonly string[];
  /** For messages: the image, or the archive. */
  name: string;
  report?: (message: string) => void;
}

const savedSchema = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()).nullable() })).min(1);
const configSchema = z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) });

/**
 * Makes an OCI layout of a `docker save` stream. An image of containerd's store keeps its manifest, and with it its digest; one
 * of Docker's own store gets one here, of layers that are compressed here.
 * @param folder may have images already; it then has this one only
 */
export function writeSavedImage(stream: Readable, folder: string, options: SaveOptions): Promise<SavedImage> {
  return writing(folder, () => save(stream, folder, options));
}

async function save(stream: Readable, folder: string, options: SaveOptions): Promise<SavedImage> {
  const { name, named, tags, report } = options;
  let bytes = 0;
  const saved = await takeSavedFiles(stream, folder, name, ({ size }) => {
    bytes += size;
    report?.(`image: ${Math.round(bytes / 1e6)} MB packed`);
  });
  const { config, layers } = findImage(saved, name);
  const own = ownManifests(saved, digestOf(config));
  const manifests = own.length > 0 ? own : [makeManifest(config, layers)];
  const index = layoutIndex(named);
  const write = async (path: string, content: Buffer) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  const documents = new Map([...saved.documents.values(), config].map((document) => [digestOf(document), document]));
  for (const manifest of manifests) {
    const { content } = manifest;
    // configurations and attestations are documents of the stream
    for (const { digest } of [...(content.config ? [content.config] : []), ...(content.layers ?? [])]) {
      const document = documents.get(digest);
      if (document) await write(pathOf(digest), document);
    }
    await write(pathOf(manifest.digest), manifest.bytes);
    index.add(manifest, manifest === manifests[0] ? tags : []);
  }
  await write('index.json', index.index());
  await write('oci-layout', layoutFile);
  return { digest: manifests[0]?.digest as string, configDigest: digestOf(config) };
}

function findImage({ documents, layers, links }: SavedFiles, name: string): { config: Buffer; layers: SavedLayer[] } {
  const saved = savedSchema.safeParse(parseJson(documents.get('manifest.json')));
  const first = saved.success ? saved.data[0] : undefined;
  const config = first && documents.get(first.Config);
  const parsed = configSchema.safeParse(parseJson(config));
  if (!first || !config || !parsed.success) throw brokenLayout(name, 'it has no manifest or no configuration');
  const { diff_ids } = parsed.data.rootfs;
  const found = (first.Layers ?? []).map((path, at) => {
    const layer = layers.get(path) ?? layers.get(links.get(path) ?? '');
    if (!layer) throw brokenLayout(name, `it lacks layer ${at + 1}`);
    if (layer.diffId && layer.diffId !== diff_ids[at])
      throw brokenLayout(name, `layer ${at + 1} is damaged: its digest is ${layer.diffId}`);
    return layer;
  });
  if (found.length !== diff_ids.length) throw brokenLayout(name, `it has ${found.length} of ${diff_ids.length} layers`);
  return { config, layers: found };
}

/** The manifests that come with the image, the outermost first, where all that they name does too and is compressed. */
function ownManifests({ documents, layers }: SavedFiles, configDigest: string): Manifest[] {
  const byDigest = new Map([...documents.values()].map((bytes) => [digestOf(bytes), bytes]));
  const there = new Set([...byDigest.keys(), ...[...layers.values()].map(({ digest }) => digest)]);
  const gather = ({ digest, mediaType }: Descriptor, depth: number): Manifest[] | null => {
    const bytes = byDigest.get(digest);
    const content = bytes && parseManifest(bytes);
    if (!bytes || !content || depth > 4) return null;
    const own = { mediaType: content.mediaType ?? mediaType, digest, bytes, content };
    if (!isIndex(own.mediaType)) {
      const blobs = [...(content.config ? [content.config] : []), ...(content.layers ?? [])];
      const whole = blobs.every((blob) => there.has(blob.digest) && !blob.mediaType.endsWith('.tar'));
      return whole ? [own] : null;
    }
    const inner = (content.manifests ?? []).map((manifest) => gather(manifest, depth + 1));
    return inner.every((one) => one !== null) ? [own, ...inner.flat()] : null;
  };
  const index = documents.get('index.json');
  const root = index && parseManifest(index)?.manifests?.[0];
  const all = root ? gather(root, 0) : null;
  const isOurs = ({ content }: Manifest) => content.config?.digest === configDigest;
  if (all?.some(isOurs)) return all;
  // of an image for several platforms, only this one's content is here
  const names = root ? (parseManifest(byDigest.get(root.digest) ?? Buffer.alloc(0))?.manifests ?? []) : [];
  return names.map((one) => gather(one, 1)).find((one) => one?.some(isOurs)) ?? [];
}

function makeManifest(config: Buffer, layers: readonly SavedLayer[]): Manifest {
  const content = {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    config: { mediaType: mediaTypes.ociConfig, digest: digestOf(config), size: config.length },
    layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
  };
  const bytes = Buffer.from(JSON.stringify(content));
  return { mediaType: mediaTypes.ociManifest, digest: digestOf(bytes), bytes, content };
}

function parseJson(bytes: Buffer | undefined): unknown {
  try {
    return bytes ? JSON.parse(bytes.toString('utf8')) : null;
  } catch {
    return null;
  }
}
