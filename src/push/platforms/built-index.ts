import { getManifest, type Manifest } from '../../engine/registry/manifests.js';
import { type Descriptor, isIndex } from '../../engine/registry/media-types.js';
import type { Repository } from '../../engine/registry/repository.js';
import { Fault } from '../../fault.js';
import { usualPlatform } from './parse-platforms.js';

/** The index that a build pushed, and in it the image of each platform that was asked for. */
export interface BuiltIndex {
  manifest: Manifest;
  images: IndexedImage[];
}

export interface IndexedImage {
  platform: string;
  manifest: Manifest;
  /** Kinds of the statements that the index carries about it. */
  attested: ('provenance' | 'sbom')[];
}

const predicate = 'in-toto.io/predicate-type';

/** Reads back what the registry has. @throws Fault registry-broken where a platform is missing */
export async function readBuiltIndex(
  repository: Repository,
  digest: string,
  platforms: readonly string[],
): Promise<BuiltIndex> {
  const manifest = await getManifest(repository, digest);
  const inside = isIndex(manifest.mediaType) ? (manifest.content.manifests ?? []) : [];
  const images: IndexedImage[] = [];
  for (const platform of platforms) {
    const found = inside.find((one) => one.platform && written(one.platform) === platform);
    if (!found)
      throw new Fault(
        'registry-broken',
        `What was built for ${platform} is not in the index that the registry has (${digest}).`,
        'No tag was set. Build it again; if it stays so, look at what the builder says: docker buildx build --progress plain',
      );
    const statements = inside.find(({ annotations }) => annotations?.['vnd.docker.reference.digest'] === found.digest);
    images.push({
      platform,
      manifest: await getManifest(repository, found.digest),
      attested: statements ? kindsOf(await getManifest(repository, statements.digest)) : [],
    });
  }
  return { manifest, images };
}

/** BuildKit keeps the statements about an image as the layers of one manifest (its docs/attestations). */
function kindsOf({ content }: Manifest): IndexedImage['attested'] {
  const types = (content.layers ?? []).map(({ annotations }) => annotations?.[predicate] ?? '');
  return [
    ...(types.some((type) => type.startsWith('https://slsa.dev/provenance/')) ? (['provenance'] as const) : []),
    ...(types.includes('https://spdx.dev/Document') ? (['sbom'] as const) : []),
  ];
}

function written({ os, architecture, variant }: NonNullable<Descriptor['platform']>): string {
  return usualPlatform([os, architecture, ...(variant ? [variant] : [])].join('/'));
}
