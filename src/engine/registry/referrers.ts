import { callForBody } from './call.js';
import { getManifest, headManifest, parseManifest } from './manifests.js';
import { type Descriptor, mediaTypes } from './media-types.js';
import { mostPages, nextPage } from './paging.js';
import { callTo, type Repository } from './repository.js';

const largestPage = 8 * 1024 * 1024;

export interface Referrers {
  /** `tag`: by the tag that registries without the API use for it. */
  by: 'api' | 'tag';
  descriptors: Descriptor[];
}

/**
 * What refers to an image: signatures, bills of materials, provenance (OCI distribution specification, "Listing Referrers").
 * A registry without that API has them in an index under a tag that is made of the digest.
 */
export async function listReferrers(repository: Repository, digest: string): Promise<Referrers> {
  const descriptors: Descriptor[] = [];
  let path: string | URL | null = `referrers/${digest}`;
  for (let pages = 0; path !== null && pages < mostPages; pages += 1) {
    const { answer, body } = await callForBody(
      repository.registry,
      callTo(repository, {
        method: 'GET',
        path,
        // a registry that knows no such path answers with whatever it has for that
        expects: [200, 400, 404, 405, 406],
        headers: { accept: mediaTypes.ociIndex },
        subject: `what refers to ${digest}`,
      }),
      largestPage,
    );
    const page = answer.status === 200 ? parseManifest(body) : null;
    if (!page?.manifests) return pages === 0 ? byTag(repository, digest) : { by: 'api', descriptors };
    descriptors.push(...page.manifests);
    path = nextPage(repository.registry, answer);
  }
  return { by: 'api', descriptors };
}

/** The tag under which registries without the API keep an image's referrers. */
export function referrersTag(digest: string): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}

async function byTag(repository: Repository, digest: string): Promise<Referrers> {
  const tag = referrersTag(digest);
  if (!(await headManifest(repository, tag))) return { by: 'tag', descriptors: [] };
  const { content } = await getManifest(repository, tag);
  return { by: 'tag', descriptors: content.manifests ?? [] };
}
