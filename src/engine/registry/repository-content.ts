import { openBlob, openBlobFrom } from './blobs.js';
import type { ContentSource, ContentTarget } from './content.js';
import { getManifest, headManifest } from './manifests.js';
import { pushBlob } from './push-blob.js';
import { putManifest, putReferrer } from './put-manifest.js';
import { listReferrers } from './referrers.js';
import { type Repository, shownRepository } from './repository.js';

/** A repository as a place that images are read from and written to. */
export function repositoryContent(
  repository: Repository,
  { chunkBytes, parallel = 3 }: { chunkBytes?: number; parallel?: number } = {},
): ContentSource & ContentTarget {
  const { registry, name } = repository;
  return {
    name: shownRepository(repository),
    place: { host: registry.host, repository: name },
    parallel,
    manifest: (reference) => getManifest(repository, reference),
    open: (blob, from) => (from === 0 ? openBlob(repository, blob) : openBlobFrom(repository, blob.digest, from)),
    referrers: async (digest) => (await listReferrers(repository, digest)).descriptors,
    putBlob(blob, { from, report }) {
      const mountFrom = from?.host === registry.host ? [from.repository] : [];
      return pushBlob(repository, blob, { mountFrom, chunkBytes, report });
    },
    hasManifest: async (digest) => (await headManifest(repository, digest)) !== null,
    async putManifest(manifest, tags) {
      if (manifest.content.subject && tags.length === 0) {
        await putReferrer(repository, manifest);
        return;
      }
      for (const tag of tags.length > 0 ? tags : [null]) await putManifest(repository, manifest, tag);
    },
  };
}
