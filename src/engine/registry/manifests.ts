import * as z from 'zod';
import { broken, call, callForBody } from './call.js';
import { algorithmOf, digestOf, isDigest, wrongContent } from './digest.js';
import { dropBody } from './exchange.js';
import { anyManifest, type Descriptor } from './media-types.js';
import { callTo, type Repository, shownRepository } from './repository.js';

/** A manifest of any kind, byte for byte as it lies there. */
export interface Manifest {
  mediaType: string;
  digest: string;
  bytes: Buffer;
  content: ManifestContent;
}

/** As far as all kinds agree (OCI image specification, manifest.md and image-index.md; Docker's schema 2). */
export interface ManifestContent {
  mediaType?: string | undefined;
  artifactType?: string | undefined;
  config?: Descriptor | undefined;
  layers?: Descriptor[] | undefined;
  manifests?: Descriptor[] | undefined;
  subject?: Descriptor | undefined;
  annotations?: Record<string, string> | undefined;
}

/** The specification asks registries for 4 MiB; some take more. */
const largestManifest = 16 * 1024 * 1024;

const descriptorSchema: z.ZodType<Descriptor> = z.looseObject({
  mediaType: z.string(),
  digest: z.string().refine(isDigest),
  size: z.number().int().nonnegative(),
  platform: z
    .looseObject({ os: z.string(), architecture: z.string(), variant: z.string().optional() })
    .nullish()
    .transform((platform) => platform ?? undefined),
  artifactType: z.string().optional(),
  annotations: z
    .record(z.string(), z.string())
    .nullish()
    .transform((annotations) => annotations ?? undefined),
});

const manifestSchema: z.ZodType<ManifestContent> = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.string().optional(),
  artifactType: z.string().optional(),
  config: descriptorSchema.optional(),
  layers: z.array(descriptorSchema).optional(),
  manifests: z.array(descriptorSchema).optional(),
  subject: descriptorSchema.nullish().transform((subject) => subject ?? undefined),
  annotations: z
    .record(z.string(), z.string())
    .nullish()
    .transform((annotations) => annotations ?? undefined),
});

/** Reads a manifest's text; null for what is none, such as Docker's schema 1. */
export function parseManifest(bytes: Buffer): ManifestContent | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** What a registry says of a manifest without sending it. */
export interface ManifestHead {
  mediaType: string;
  digest: string;
  /** Bytes; null where the registry does not say. */
  size: number | null;
}

/** The digest behind a tag, by HEAD, which Docker Hub does not count as a pull. @returns null where there is none */
export async function headManifest(repository: Repository, reference: string): Promise<ManifestHead | null> {
  const answer = await call(
    repository.registry,
    callTo(repository, {
      method: 'HEAD',
      path: `manifests/${reference}`,
      expects: [200, 404],
      headers: { accept: anyManifest },
      subject: subjectOf(repository, reference),
    }),
  );
  await dropBody(answer);
  if (answer.status === 404) return null;
  const digest = isDigest(reference) ? reference : answer.headers['docker-content-digest'];
  const mediaType = mediaTypeOf(answer.headers['content-type']);
  const length = Number(answer.headers['content-length'] ?? Number.NaN);
  // some answer HEAD without the digest
  if (!isDigest(digest)) {
    const manifest = await getManifest(repository, reference);
    return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
  }
  return { mediaType, digest, size: Number.isSafeInteger(length) ? length : null };
}

/**
 * A manifest by its tag or digest.
 * @throws Fault image-not-found; registry-broken where the bytes are not what the digest or the registry says
 */
export async function getManifest(repository: Repository, reference: string): Promise<Manifest> {
  const subject = subjectOf(repository, reference);
  const { answer, body } = await callForBody(
    repository.registry,
    callTo(repository, {
      method: 'GET',
      path: `manifests/${reference}`,
      expects: [200],
      headers: { accept: anyManifest },
      subject,
    }),
    largestManifest,
  );
  const said = answer.headers['docker-content-digest'];
  const expected = isDigest(reference) ? reference : isDigest(said) ? said : digestOf(body);
  const digest = digestOf(body, algorithmOf(expected));
  if (digest !== expected) throw wrongContent(subject, `its digest is ${digest}, not ${expected}`);
  const content = parseManifest(body);
  if (!content) throw broken(repository.registry.host, `${subject} is no manifest that can be read`);
  return { mediaType: content.mediaType ?? mediaTypeOf(answer.headers['content-type']), digest, bytes: body, content };
}

export function subjectOf(repository: Repository, reference: string): string {
  return `the image ${shownRepository(repository)}${isDigest(reference) ? '@' : ':'}${reference}`;
}

function mediaTypeOf(header: string | undefined): string {
  return (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}
