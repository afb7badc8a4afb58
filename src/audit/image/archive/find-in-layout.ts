import * as z from 'zod';
import { Fault } from '../../../fault.js';
import { brokenImage, shown } from './broken-image.js';
import { blobName, type Documents, digestedDocument, parseJson, sha256 } from './documents.js';
import type { ImageChoice } from './image-choice.js';

/** An image of an OCI layout. */
export interface LayoutImage {
  config: Buffer;
  layers: string[];
  tags: string[];
  manifestDigest: string;
  attestations: number;
}

const descriptorSchema = z.object({
  digest: z.string(),
  mediaType: z.string().optional().catch(undefined),
  platform: z
    .object({ os: z.string().optional(), architecture: z.string().optional(), variant: z.string().optional() })
    .nullish()
    .catch(undefined),
  annotations: z.record(z.string(), z.string()).nullish().catch(undefined),
});
type Descriptor = z.output<typeof descriptorSchema>;

const indexSchema = z.object({ manifests: z.array(descriptorSchema) });
const manifestSchema = z.object({ config: descriptorSchema, layers: z.array(descriptorSchema) });
type Manifest = z.output<typeof manifestSchema>;

interface Candidate {
  digest: string;
  manifest: Manifest;
  platform: string | null;
  names: string[];
}

const deepestIndex = 8;
const mostManifests = 1_000;

/**
 * Finds an image in the index of an OCI layout, through indexes in it, Docker's media types too.
 * @param configDigest of the image that is meant, where it is known
 */
export async function findInLayout(
  index: Buffer,
  documents: Documents,
  choice: ImageChoice,
  configDigest?: string,
): Promise<LayoutImage> {
  const { candidates, attestations, absent } = await walk(index, documents);
  const fitting = configDigest
    ? candidates.filter(({ manifest }) => manifest.config.digest === configDigest)
    : candidates;
  if (fitting.length === 0) {
    if (absent.length > 0) throw brokenImage(`it lacks ${absent.slice(0, 3).join(', ')}, which its index names`);
    throw brokenImage('its index names no image');
  }
  const chosen = choose(fitting, choice);
  const { config, layers } = chosen.manifest;
  const bytes = await digestedDocument(documents, config.digest, 'its configuration');
  return {
    config: bytes,
    layers: layers.map(layerName),
    tags: chosen.names,
    manifestDigest: chosen.digest,
    attestations: attestations.get(chosen.digest) ?? 0,
  };
}

async function walk(index: Buffer, documents: Documents) {
  const candidates = new Map<string, Candidate>();
  const attestations = new Map<string, number>();
  const absent: string[] = [];
  const seen = new Set<string>([sha256(index)]);
  let count = 0;

  async function visit(name: string, bytes: Buffer, depth: number, names: string[]): Promise<void> {
    if (depth > deepestIndex) throw brokenImage(`its indexes lead to one another more than ${deepestIndex} deep`);
    const parsed = indexSchema.safeParse(parseJson(name, bytes));
    if (!parsed.success) throw brokenImage(`${shown(name)} is not an OCI index`);
    for (const descriptor of parsed.data.manifests) {
      count += 1;
      if (count > mostManifests) throw brokenImage(`its indexes name more than ${mostManifests} manifests`);
      await follow(descriptor, depth, [...names, ...namesOf(descriptor)]);
    }
  }

  async function follow(descriptor: Descriptor, depth: number, names: string[]): Promise<void> {
    const { digest, annotations } = descriptor;
    const subject = annotations?.['vnd.docker.reference.digest'];
    if (annotations?.['vnd.docker.reference.type'] === 'attestation-manifest') {
      if (subject) attestations.set(subject, (attestations.get(subject) ?? 0) + 1);
      return;
    }
    const known = candidates.get(digest);
    if (known) known.names.push(...names);
    if (seen.has(digest)) return;
    seen.add(digest);
    const name = blobName(digest);
    // an export of one platform still has the index of all
    if (!(await documents(name))) return void absent.push(name);
    const bytes = await digestedDocument(documents, digest, `the manifest ${name}`);
    const document = parseJson(name, bytes);
    if (has(document, 'manifests')) return visit(name, bytes, depth + 1, names);
    if (has(document, 'fsLayers'))
      throw new Fault(
        'not-supported',
        'The image has a manifest of schema 1, which Docker gave up in 2017.',
        'Push or copy it with a current tool, which writes schema 2.',
      );
    const parsed = manifestSchema.safeParse(document);
    if (!parsed.success) throw brokenImage(`${shown(name)} is neither an image’s manifest nor an index`);
    candidates.set(digest, { digest, manifest: parsed.data, platform: platformOf(descriptor), names });
  }

  await visit('index.json', index, 0, []);
  return { candidates: [...candidates.values()], attestations, absent };
}

function has(document: unknown, key: string): boolean {
  return typeof document === 'object' && document !== null && key in document;
}

function namesOf({ annotations }: Descriptor): string[] {
  const name = annotations?.['io.containerd.image.name'] ?? annotations?.['org.opencontainers.image.ref.name'];
  return name ? [name] : [];
}

function platformOf({ platform }: Descriptor): string | null {
  if (!platform?.os || !platform.architecture) return null;
  return [platform.os, platform.architecture, platform.variant].filter(Boolean).join('/');
}

function choose(candidates: Candidate[], { platform, reference }: ImageChoice): Candidate {
  const named = reference ? candidates.filter(({ names }) => names.includes(reference)) : candidates;
  const wanted = platform ?? ownPlatform();
  const fitting = named.filter((one) => one.platform === wanted || one.platform?.startsWith(`${wanted}/`));
  const [first] = fitting.length > 0 ? fitting : named;
  const listed = candidates.map((one) => [...one.names, one.platform ?? ''].filter(Boolean).join(' '));
  if (!first || (platform && fitting.length === 0 && (named.length > 1 || first.platform !== null)))
    throw new Fault(
      'image-not-found',
      `The archive has no image ${[reference, platform]
        .filter(Boolean)
        .map((word) => shown(word as string))
        .join(' for ')}.`,
      `It has: ${listed.slice(0, 8).map(shown).join(', ') || 'none with a platform'}.`,
    );
  const same = (fitting.length > 0 ? fitting : named).filter((one) => one.platform === first.platform);
  if (same.length > 1)
    throw new Fault(
      'invalid-input',
      `The archive holds several images: ${same
        .slice(0, 5)
        .map(({ names, digest }) => shown(names[0] ?? digest))
        .join(', ')}.`,
      'Save the one that is to be read, as with: skopeo copy ... oci-archive:FILE',
    );
  return first;
}

/** Images are of Linux whatever machine looks at them. */
function ownPlatform(): string {
  const names: Record<string, string> = { x64: 'amd64', ia32: '386' };
  return `linux/${names[process.arch] ?? process.arch}`;
}

function layerName({ digest, mediaType = '' }: Descriptor): string {
  if (mediaType.includes('+encrypted'))
    throw new Fault(
      'not-supported',
      'The image has encrypted layers.',
      'Decrypt it first: skopeo copy --decryption-key',
    );
  return blobName(digest);
}
