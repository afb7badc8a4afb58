import { Fault } from '../../fault.js';
import type { BlobOutcome, ReportBlob } from './blob-progress.js';
import type { ContentSource, ContentTarget } from './content.js';
import type { Manifest } from './manifests.js';
import { type Descriptor, isIndex } from './media-types.js';

export interface CopyOptions {
  /** What the image is to be called there; none: by its digest alone. */
  tags: readonly string[];
  /** What refers to it (signatures, bills of materials) goes along. */
  referrers?: boolean;
  signal: AbortSignal;
  report?: ReportBlob;
  /** Told when the blobs are known, and how much they are. */
  planned?: (blobs: number, bytes: number) => void;
}

export interface CopiedImage {
  digest: string;
  mediaType: string;
  /** Bytes of all that belongs to it: manifests, configurations, layers. */
  sizeBytes: number;
  /** How many blobs came in which way. */
  blobs: Record<BlobOutcome, number>;
  sentBytes: number;
  /** Digests of what refers to it and went along. */
  referrers: string[];
}

/** As containerd has it; deeper ones are made to keep us. */
const deepestIndex = 8;
const mostManifests = 1_000;

/**
 * Copies an image, with all of its platforms, from one place to another, byte for byte: what it consists of first, then its
 * manifests, the tags last, so that none ever names what is not whole.
 * @param reference a tag or digest at the source
 */
export async function copyImage(
  source: ContentSource,
  target: ContentTarget,
  reference: string,
  options: CopyOptions,
): Promise<CopiedImage> {
  const root = await source.manifest(reference);
  const copied: CopiedImage = {
    digest: root.digest,
    mediaType: root.mediaType,
    sizeBytes: 0,
    blobs: { present: 0, mounted: 0, sent: 0 },
    sentBytes: 0,
    referrers: [],
  };
  await copyTree(source, target, root, options.tags, options, copied);
  if (options.referrers) await copyReferrers(source, target, root, options, copied);
  return copied;
}

/** What refers to the image, to one of its platforms, or in turn to what refers to it. */
async function copyReferrers(
  source: ContentSource,
  target: ContentTarget,
  root: Manifest,
  options: CopyOptions,
  copied: CopiedImage,
): Promise<void> {
  const waiting = [root.digest, ...(root.content.manifests ?? []).map(({ digest }) => digest)];
  const seen = new Set(waiting);
  for (let digest = waiting.shift(); digest !== undefined; digest = waiting.shift()) {
    for (const referrer of await source.referrers(digest)) {
      if (seen.has(referrer.digest)) continue;
      seen.add(referrer.digest);
      waiting.push(referrer.digest);
      if (seen.size > mostManifests) throw tooMany(source.name);
      await copyTree(source, target, await source.manifest(referrer.digest), [], options, copied);
      copied.referrers.push(referrer.digest);
    }
  }
}

async function copyTree(
  source: ContentSource,
  target: ContentTarget,
  root: Manifest,
  tags: readonly string[],
  { signal, report, planned }: CopyOptions,
  copied: CopiedImage,
): Promise<void> {
  const manifests = await gather(source, root);
  const blobs = new Map(manifests.flatMap(blobsOf).map((blob) => [blob.digest, blob]));
  const bytes = [...blobs.values()].reduce((sum, { size }) => sum + size, 0);
  copied.sizeBytes += bytes + manifests.reduce((sum, manifest) => sum + manifest.bytes.length, 0);
  planned?.(blobs.size, bytes);
  await inParallel([...blobs.values()], target.parallel, signal, async (blob) => {
    const readable = { digest: blob.digest, size: blob.size, open: (from: number) => source.open(blob, from) };
    const outcome = await target.putBlob(readable, { from: source.place, report });
    copied.blobs[outcome] += 1;
    if (outcome === 'sent') copied.sentBytes += blob.size;
  });
  for (const manifest of inwardsFirst(manifests).slice(0, -1)) {
    signal.throwIfAborted();
    if (!(await target.hasManifest(manifest.digest))) await target.putManifest(manifest, []);
  }
  signal.throwIfAborted();
  await target.putManifest(root, tags);
}

/** The manifest and all that it names, an index always before what is in it. */
async function gather(source: ContentSource, root: Manifest): Promise<Manifest[]> {
  const manifests = new Map([[root.digest, root]]);
  let level = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepestIndex) throw tooMany(source.name);
    const next: Manifest[] = [];
    for (const { digest } of level.flatMap(({ content }) => content.manifests ?? [])) {
      if (manifests.size > mostManifests) throw tooMany(source.name);
      if (manifests.has(digest)) continue;
      const manifest = await source.manifest(digest);
      manifests.set(digest, manifest);
      next.push(manifest);
    }
    level = next;
  }
  return [...manifests.values()];
}

/** What an index names comes before it, the root last. */
function inwardsFirst(manifests: readonly Manifest[]): Manifest[] {
  const known = new Map(manifests.map((manifest) => [manifest.digest, manifest]));
  const ordered = new Set<Manifest>();
  const visit = (manifest: Manifest | undefined) => {
    if (!manifest || ordered.has(manifest)) return;
    for (const { digest } of manifest.content.manifests ?? []) visit(known.get(digest));
    ordered.add(manifest);
  };
  visit(manifests[0]);
  return [...ordered];
}

function blobsOf({ mediaType, content }: Manifest): Descriptor[] {
  if (isIndex(mediaType)) return [];
  const all = [...(content.config ? [content.config] : []), ...(content.layers ?? [])];
  // layers that may not be passed on (those of Windows) are had from elsewhere
  return all.filter((blob) => !/foreign|nondistributable/.test(blob.mediaType));
}

/** Some at a time; the first failure ends all, and is thrown once they have ended. */
async function inParallel<T>(
  items: readonly T[],
  most: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  let failed: { error: unknown } | null = null;
  const worker = async () => {
    for (const item of waiting) {
      if (failed) return;
      try {
        signal.throwIfAborted();
        await work(item);
      } catch (error) {
        failed ??= { error: signal.aborted ? signal.reason : error };
      }
    }
  };
  await Promise.all(Array.from({ length: most }, worker));
  if (failed) throw (failed as { error: unknown }).error;
}

function tooMany(name: string): Fault {
  return new Fault(
    'registry-broken',
    `The image of ${name} is not copied: it names more manifests than any real one does.`,
    'Such images are made to exhaust whoever copies them; copy one platform of it by its digest.',
  );
}
