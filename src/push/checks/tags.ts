import { type Finding, ok } from '../check.js';
import type { PresentTag } from '../present-tags.js';
import type { VersionTag } from '../version-tags.js';

export interface PlannedTag extends VersionTag {
  /** `set`: it is pushed; `same`: the registry has it so already; `keep`: a newer version holds it; `refuse`: it never changes. */
  action: 'set' | 'same' | 'keep' | 'refuse';
  /** Digest of what the registry has under it. */
  present: string | null;
}

/**
 * What becomes of a tag, by what the registry has under it.
 * @param config digest of the image's configuration; null for one that is yet to be built
 */
export function planTag(
  tag: VersionTag,
  present: PresentTag | null,
  config: string | null,
  force: boolean,
): PlannedTag {
  const digest = present?.digest ?? null;
  if (config !== null && present?.configs.includes(config)) return { ...tag, action: 'same', present: digest };
  if (tag.heldBy !== null) return { ...tag, action: 'keep', present: digest };
  const immutable = tag.kind === 'full' || tag.kind === 'commit';
  return { ...tag, action: present && immutable && !force ? 'refuse' : 'set', present: digest };
}

export function checkTag({ tag, kind, action, present, heldBy }: PlannedTag): Finding {
  const id = `tag:${tag}`;
  switch (action) {
    case 'same':
      return ok(id, `the registry has this image there already (${short(present)})`);
    case 'keep':
      return ok(id, `stays where it is: ${heldBy} is newer`);
    case 'refuse':
      return {
        id,
        status: 'fail',
        detail: `the registry has another image there (${short(present)}), and ${kind === 'full' ? 'a full version' : 'a commit’s tag'} never changes`,
        next: 'Push a new version (raise app.version, build and prove it), or replace it all the same with --force.',
        exitCode: 2,
      };
    default:
      if (present === null) return ok(id, 'not there yet: it is made');
      return kind === 'full' || kind === 'commit'
        ? { id, status: 'warn', detail: `replaces ${short(present)}, since force was asked for` }
        : ok(id, `moves from ${short(present)}`);
  }
}

function short(digest: string | null): string {
  return digest === null ? 'nothing' : digest.slice(0, 19);
}
