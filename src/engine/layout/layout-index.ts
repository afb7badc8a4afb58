import type { Manifest } from '../registry/manifests.js';
import { type Descriptor, isIndex, mediaTypes } from '../registry/media-types.js';
import { formatReference, type RepositoryName } from '../registry/reference.js';
import { imageName, pathOf, refName } from './read-layout.js';

type Put = Pick<Manifest, 'mediaType' | 'bytes' | 'digest' | 'content'>;

/** What is put into a layout, and the documents that follow from it; the same for the same content. */
export interface LayoutIndex {
  add(manifest: Put, tags: readonly string[]): void;
  has(digest: string): boolean;
  /** `index.json`. @param others that are there already and stay, unless their name is taken */
  index(others?: readonly Descriptor[]): Buffer;
  /** `manifest.json`, by which Docker's own image store loads an archive. */
  dockerManifest(): Buffer;
}

export const layoutFile = Buffer.from('{"imageLayoutVersion":"1.0.0"}');

/** @param named what the images are called where they are loaded; null for nothing */
export function layoutIndex(named: RepositoryName | null): LayoutIndex {
  const put = new Map<string, { manifest: Put; tags: string[] }>();
  const fullName = (tag: string) => (named ? formatReference({ ...named, tag, digest: null }) : null);
  const roots = () => {
    const inner = new Set(
      [...put.values()].flatMap(({ manifest }) => (manifest.content.manifests ?? []).map(({ digest }) => digest)),
    );
    return [...put.values()].filter(({ manifest, tags }) => tags.length > 0 || !inner.has(manifest.digest));
  };
  return {
    add(manifest, tags) {
      const known = put.get(manifest.digest)?.tags ?? [];
      put.set(manifest.digest, { manifest, tags: [...new Set([...known, ...tags])] });
    },
    has: (digest) => put.has(digest),
    index(others = []) {
      const ours = roots().flatMap(({ manifest, tags }) => {
        const { mediaType, digest, bytes, content } = manifest;
        const plain: Descriptor = {
          mediaType,
          digest,
          size: bytes.length,
          ...(content.artifactType ? { artifactType: content.artifactType } : {}),
        };
        if (tags.length === 0) return [plain];
        return tags.map((tag) => {
          const full = fullName(tag);
          return { ...plain, annotations: { ...(full ? { [imageName]: full } : {}), [refName]: tag } };
        });
      });
      const taken = new Set(
        ours.map((one) => one.annotations?.[imageName] ?? one.annotations?.[refName] ?? one.digest),
      );
      const kept = others.filter(
        (one) => !taken.has(one.annotations?.[imageName] ?? one.annotations?.[refName] ?? one.digest),
      );
      return Buffer.from(
        JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.ociIndex, manifests: [...kept, ...ours] }),
      );
    },
    dockerManifest() {
      const saved = roots().flatMap(({ manifest, tags }) => {
        const image = manifest.content.subject ? null : onePlatform(manifest, (digest) => put.get(digest)?.manifest);
        if (!image?.content.config) return [];
        const RepoTags = tags.map(fullName).filter((one) => one !== null);
        const Layers = (image.content.layers ?? []).map(({ digest }) => pathOf(digest));
        return [{ Config: pathOf(image.content.config.digest), RepoTags, Layers }];
      });
      return Buffer.from(JSON.stringify(saved));
    },
  };
}

/** That store takes one platform: the most common one that there is. */
function onePlatform(manifest: Put, find: (digest: string) => Put | undefined): Put | undefined {
  if (!isIndex(manifest.mediaType)) return manifest;
  const all = (manifest.content.manifests ?? []).filter(({ platform }) => platform && platform.os !== 'unknown');
  const of = (architecture: string) =>
    all.find(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture);
  const chosen = of('amd64') ?? of('arm64') ?? all[0];
  return chosen && find(chosen.digest);
}
