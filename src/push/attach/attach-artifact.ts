import { digestOf } from '../../engine/registry/digest.js';
import type { Manifest } from '../../engine/registry/manifests.js';
import { mediaTypes } from '../../engine/registry/media-types.js';
import { pushBlob } from '../../engine/registry/push-blob.js';
import { putReferrer } from '../../engine/registry/put-manifest.js';
import type { Repository } from '../../engine/registry/repository.js';

export interface Artifact {
  /** Of what it is, such as `application/vnd.cyclonedx+json`. */
  type: string;
  content: string;
  annotations: Record<string, string>;
}

/** A configuration that says nothing (OCI image specification, "Guidance for an empty descriptor"). */
const empty = { mediaType: 'application/vnd.oci.empty.v1+json', content: '{}' };

/** Puts a document beside an image, as what refers to it. @returns how it is found: by the registry's list, or by a tag */
export async function attachArtifact(
  repository: Repository,
  image: Manifest,
  { type, content, annotations }: Artifact,
): Promise<{ digest: string; by: 'api' | 'tag' }> {
  const bytes = Buffer.from(content);
  const config = Buffer.from(empty.content);
  await put(repository, config);
  await put(repository, bytes);
  const manifest = {
    schemaVersion: 2,
    mediaType: mediaTypes.ociManifest,
    artifactType: type,
    config: { mediaType: empty.mediaType, digest: digestOf(config), size: config.length },
    layers: [{ mediaType: type, digest: digestOf(bytes), size: bytes.length }],
    subject: { mediaType: image.mediaType, digest: image.digest, size: image.bytes.length },
    annotations,
  };
  const { descriptor, by } = await putReferrer(repository, {
    mediaType: mediaTypes.ociManifest,
    bytes: Buffer.from(JSON.stringify(manifest)),
  });
  return { digest: descriptor.digest, by };
}

async function put(repository: Repository, bytes: Buffer): Promise<void> {
  await pushBlob(repository, {
    digest: digestOf(bytes),
    size: bytes.length,
    async *open(from) {
      yield bytes.subarray(from);
    },
  });
}
