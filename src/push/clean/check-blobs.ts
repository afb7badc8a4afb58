import type { Activity } from '../../activity.js';
import { hasBlob, openBlob } from '../../engine/registry/blobs.js';
import { getManifest, type Manifest } from '../../engine/registry/manifests.js';
import { type Descriptor, isIndex } from '../../engine/registry/media-types.js';
import type { Repository } from '../../engine/registry/repository.js';
import { Fault } from '../../fault.js';
import { formatSize } from '../../spec/units.js';
import type { CleanResult } from './clean-result.js';

/** More than this is not fetched again to be looked at. */
const mostBytes = 1_000_000_000;

/** Fetches what the registry has of an image, and checks each part by its digest. That it runs anywhere else is not shown by that. */
export async function checkBlobs(
  repository: Repository,
  manifest: Manifest,
  why: string,
  activity: Activity,
): Promise<CleanResult> {
  const blobs = await blobsOf(repository, manifest);
  const total = blobs.reduce((sum, { size }) => sum + size, 0);
  const fetched = total <= mostBytes;
  for (const [index, blob] of blobs.entries()) {
    activity.report('registry: checking its blobs', index + 1, blobs.length);
    if (!(await check(repository, blob, fetched)))
      return { status: 'fail', evidence: `the registry lacks ${blob.digest}, which the image names` };
  }
  const seen = `${blobs.length} blobs of the registry (${formatSize(total)}) ${fetched ? 'have their digests' : 'are there'}`;
  return { status: 'not-measured', evidence: `${why}; ${seen}, but local layers were shared` };
}

async function blobsOf(repository: Repository, { mediaType, content }: Manifest): Promise<Descriptor[]> {
  const manifests = isIndex(mediaType)
    ? await Promise.all((content.manifests ?? []).map(({ digest }) => getManifest(repository, digest)))
    : [{ content }];
  const all = manifests.flatMap(({ content: one }) => [...(one.config ? [one.config] : []), ...(one.layers ?? [])]);
  return [...new Map(all.map((blob) => [blob.digest, blob])).values()];
}

async function check(repository: Repository, blob: Descriptor, fetched: boolean): Promise<boolean> {
  if (!fetched) return hasBlob(repository, blob.digest);
  try {
    for await (const _ of openBlob(repository, blob)) repository.signal.throwIfAborted();
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === 'image-not-found') return false;
    throw error;
  }
}
