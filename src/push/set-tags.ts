import { getManifest, type Manifest } from '../engine/registry/manifests.js';
import { putManifest } from '../engine/registry/put-manifest.js';
import { openRepository, type Repository } from '../engine/registry/repository.js';
import { deleteTag } from '../engine/registry/tags.js';
import { Fault } from '../fault.js';
import type { PlannedTag } from './checks/tags.js';

/** Setting a few tags takes less than a second; it is not waited for longer than this. */
const patienceMs = 60_000;

/**
 * Sets tags to a manifest that the repository has. It is not stopped half-way: a failure puts back what was moved before it.
 * @returns the tags
 */
export async function setTags(
  { registry, name, signal }: Repository,
  manifest: Manifest,
  tags: readonly PlannedTag[],
): Promise<string[]> {
  signal.throwIfAborted();
  const repository = openRepository(registry, name, AbortSignal.timeout(patienceMs), { writes: true });
  const moved: { tag: string; before: Manifest | null }[] = [];
  try {
    for (const { tag, present } of tags) {
      const before = present === null ? null : await getManifest(repository, present);
      moved.push({ tag, before });
      await putManifest(repository, manifest, tag);
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const left = await putBack(repository, moved.slice(0, -1));
    const state = left.length > 0 ? `Left as set: ${left.join(', ')}.` : 'No other tag was changed.';
    throw new Fault(error.code, `${error.message} ${state}`, error.hint, { cause: error });
  }
  return moved.map(({ tag }) => tag);
}

/** @returns the tags that could not be put back */
async function putBack(
  repository: Repository,
  moved: readonly { tag: string; before: Manifest | null }[],
): Promise<string[]> {
  const left: string[] = [];
  for (const { tag, before } of moved)
    try {
      const done = before ? await putManifest(repository, before, tag) : await deleteTag(repository, tag);
      if (!done) left.push(tag);
    } catch {
      left.push(tag);
    }
  return left;
}
