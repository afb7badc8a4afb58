import { broken, call } from './call.js';
import { digestOf, isDigest } from './digest.js';
import { dropBody } from './exchange.js';
import { getManifest, parseManifest, subjectOf } from './manifests.js';
import { type Descriptor, mediaTypes } from './media-types.js';
import { listReferrers, referrersTag } from './referrers.js';
import { callTo, type Repository } from './repository.js';

export interface PutManifest {
  mediaType: string;
  bytes: Buffer;
}

export interface ManifestPut {
  digest: string;
  /** The registry has noted what it refers to and lists it. */
  listed: boolean;
}

/**
 * Puts a manifest under a tag or, with none, under its digest alone. All that it names has to be there.
 * @throws Fault registry-broken where the registry has it under another digest
 */
export async function putManifest(
  repository: Repository,
  { mediaType, bytes }: PutManifest,
  tag: string | null,
): Promise<ManifestPut> {
  const digest = digestOf(bytes);
  const answer = await call(
    repository.registry,
    callTo(repository, {
      method: 'PUT',
      path: `manifests/${tag ?? digest}`,
      expects: [201, 200, 202],
      headers: { 'content-type': mediaType, 'content-length': bytes.length },
      body: bytes,
      subject: subjectOf(repository, tag ?? digest),
    }),
  );
  await dropBody(answer);
  const said = answer.headers['docker-content-digest'];
  if (isDigest(said) && said.startsWith('sha256:') && said !== digest)
    throw broken(repository.registry.host, `it has ${said} where ${digest} was sent`);
  return { digest, listed: answer.headers['oci-subject'] !== undefined };
}

/** Others may do the same at the same time. */
const mostRaces = 4;

/**
 * Puts a manifest that refers to an image by its `subject`, so that it is found: by the registry's own list or, where it keeps
 * none, in the index that such registries have under a tag (OCI distribution specification, "Referrers Tag Schema").
 * @returns what refers, and by which of the two it is found
 */
export async function putReferrer(
  repository: Repository,
  manifest: PutManifest,
): Promise<{ descriptor: Descriptor; by: 'api' | 'tag' }> {
  const content = parseManifest(manifest.bytes);
  const subject = content?.subject;
  if (!subject) throw new Error('a referrer without a subject');
  const { digest, listed } = await putManifest(repository, manifest, null);
  const artifactType = content.artifactType ?? content.config?.mediaType;
  const descriptor: Descriptor = {
    mediaType: manifest.mediaType,
    digest,
    size: manifest.bytes.length,
    ...(artifactType ? { artifactType } : {}),
    ...(content.annotations ? { annotations: content.annotations } : {}),
  };
  if (listed) return { descriptor, by: 'api' };
  for (let race = 0; race < mostRaces; race += 1) {
    const known = await listReferrers(repository, subject.digest);
    if (known.descriptors.some((one) => one.digest === digest)) return { descriptor, by: known.by };
    const index = {
      schemaVersion: 2,
      mediaType: mediaTypes.ociIndex,
      // a list that the registry itself keeps is not to be written down
      manifests: [...(known.by === 'tag' ? known.descriptors : []), descriptor],
    };
    const bytes = Buffer.from(JSON.stringify(index));
    await putManifest(repository, { mediaType: mediaTypes.ociIndex, bytes }, referrersTag(subject.digest));
    const { content: after } = await getManifest(repository, referrersTag(subject.digest));
    if (after.manifests?.some((one) => one.digest === digest)) return { descriptor, by: 'tag' };
  }
  throw broken(repository.registry.host, `what refers to ${subject.digest} does not stay in its list`);
}
