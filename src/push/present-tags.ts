import { getManifest, headManifest, type Manifest } from '../engine/registry/manifests.js';
import { isIndex } from '../engine/registry/media-types.js';
import type { Repository } from '../engine/registry/repository.js';

/** What a registry has under a tag. */
export interface PresentTag {
  digest: string;
  /** Config digests of all images there: one, or one a platform. */
  configs: string[];
}

/** Null where there is nothing. */
export async function readPresentTag(repository: Repository, tag: string): Promise<PresentTag | null> {
  if (!(await headManifest(repository, tag))) return null;
  const manifest = await getManifest(repository, tag);
  return { digest: manifest.digest, configs: await configsOf(repository, manifest) };
}

/** Config digests of the images that a manifest names; attestations are none. */
export async function configsOf(repository: Repository, { mediaType, content }: Manifest): Promise<string[]> {
  if (!isIndex(mediaType)) return content.config ? [content.config.digest] : [];
  const images = (content.manifests ?? []).filter(({ platform }) => platform?.os !== 'unknown').slice(0, 20);
  const configs: string[] = [];
  for (const { digest } of images) {
    const { content: inner } = await getManifest(repository, digest);
    if (inner.config) configs.push(inner.config.digest);
  }
  return configs;
}
