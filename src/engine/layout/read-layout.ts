import { Fault } from '../../fault.js';
import type { ContentSource } from '../registry/content.js';
import { algorithmOf, checkedContent, digestOf, isDigest } from '../registry/digest.js';
import { type Manifest, parseManifest } from '../registry/manifests.js';
import { type Descriptor, mediaTypes } from '../registry/media-types.js';
import { brokenLayout } from './broken-layout.js';
import type { LayoutFiles } from './layout-files.js';

/** An image that a layout names. */
export interface LayoutImage {
  digest: string;
  /** What it is called there: tags, or references in full. */
  names: string[];
}

export interface LayoutSource extends ContentSource {
  /** Those that its index names and that refer to no other. */
  images: LayoutImage[];
  close(): Promise<void>;
}

export const refName = 'org.opencontainers.image.ref.name';
/** What containerd, and so Docker, names an image by when it loads it. */
export const imageName = 'io.containerd.image.name';

const largestDocument = 16 * 1024 * 1024;
const mostRoots = 1_000;

/**
 * Reads an OCI layout (OCI image specification, image-layout.md), a folder's or an archive's.
 * @param name for messages @throws Fault invalid-input for what is none or is damaged
 */
export async function readLayout(files: LayoutFiles, name: string): Promise<LayoutSource> {
  if ((await files.size('oci-layout')) === null || (await files.size('index.json')) === null)
    throw brokenLayout(name, 'it is no OCI layout (it lacks oci-layout or index.json)');
  const index = parseManifest(await readWhole(files, 'index.json', name));
  if (!index?.manifests) throw brokenLayout(name, 'its index.json is none');
  const roots = index.manifests.slice(0, mostRoots);
  const manifestOf = (digest: string, mediaType?: string) => readManifest(files, name, digest, mediaType);
  const referring = new Map<string, Descriptor[]>();
  const images = new Map<string, LayoutImage>();
  for (const root of roots) {
    const { content } = await manifestOf(root.digest, root.mediaType);
    if (content.subject) {
      const known = referring.get(content.subject.digest) ?? [];
      referring.set(content.subject.digest, [...known, root]);
      continue;
    }
    const image = images.get(root.digest) ?? { digest: root.digest, names: [] };
    const named = [root.annotations?.[imageName], root.annotations?.[refName]].filter((one) => one !== undefined);
    images.set(root.digest, { ...image, names: [...new Set([...image.names, ...named])] });
  }
  return {
    name,
    place: null,
    images: [...images.values()],
    async manifest(reference) {
      if (isDigest(reference))
        return manifestOf(reference, roots.find(({ digest }) => digest === reference)?.mediaType);
      const found = [...images.values()].find(({ names }) =>
        names.some((one) => one === reference || one.endsWith(`:${reference}`)),
      );
      if (!found) throw noImage(name, reference, [...images.values()]);
      return manifestOf(found.digest);
    },
    open(blob, from) {
      const content = files.read(pathOf(blob.digest), from);
      if (from > 0) return content;
      return checkedContent(content, blob, (why) => brokenLayout(name, `${blob.digest} is damaged: ${why}`));
    },
    referrers: async (digest) => referring.get(digest) ?? [],
    close: () => files.close(),
  };
}

/** Where a blob lies in a layout. */
export function pathOf(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

async function readManifest(files: LayoutFiles, name: string, digest: string, mediaType?: string): Promise<Manifest> {
  const bytes = await readWhole(files, pathOf(digest), name);
  const actual = digestOf(bytes, algorithmOf(digest));
  if (actual !== digest) throw brokenLayout(name, `${digest} is damaged: its digest is ${actual}`);
  const content = parseManifest(bytes);
  if (!content) throw brokenLayout(name, `${digest} is no manifest`);
  const kind = content.mediaType ?? mediaType ?? (content.manifests ? mediaTypes.ociIndex : mediaTypes.ociManifest);
  return { mediaType: kind, digest, bytes, content };
}

async function readWhole(files: LayoutFiles, path: string, name: string): Promise<Buffer> {
  const size = await files.size(path);
  if (size === null) throw brokenLayout(name, `it lacks ${path}`);
  if (size > largestDocument) throw brokenLayout(name, `${path}, which should be a short JSON text, has ${size} bytes`);
  const pieces: Buffer[] = [];
  for await (const piece of files.read(path)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function noImage(name: string, reference: string, images: readonly LayoutImage[]): Fault {
  const known = images.flatMap(({ names, digest }) => (names.length > 0 ? names : [digest]));
  return new Fault(
    'image-not-found',
    `${name} has no image ${reference}.`,
    known.length > 0 ? `It has: ${known.slice(0, 10).join(', ')}` : 'It is empty.',
  );
}
