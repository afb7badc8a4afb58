import { isTag, tagRule } from '../engine/registry/reference.js';
import { Fault } from '../fault.js';
import { parseVersion, readVersion, type Version } from './version.js';
import { type VersionTag, versionTags } from './version-tags.js';

/** What the Spec's `registry.tags` and the input's `tags` ask for. */
export interface WantedTags {
  /** The full version, and the lines that it moves; null where no tag comes from the version. */
  version: Version | null;
  /** `1.4` and `1` besides the full version. */
  lines: boolean;
  latest: boolean;
  /** `sha-<commit>`. */
  commit: boolean;
  /** Written out. */
  named: string[];
}

export const defaultTags = ['semver', 'latest'] as const;

/**
 * Reads the list of wanted tags: `semver`, `latest` and `sha` are rules, anything else is a tag as it stands.
 * @throws Fault `invalid-input` for names that no registry takes, and for those that only a version may move
 */
export function readWantedTags(list: readonly string[], version: string | null): WantedTags {
  const named = list.filter((name) => !['semver', 'latest', 'sha'].includes(name));
  for (const name of named) checkName(name);
  const lines = list.includes('semver');
  const latest = list.includes('latest');
  const fromVersion = lines || latest;
  if (list.length === 0)
    throw new Fault('invalid-input', 'No tag is wanted.', 'Leave out tags, or name semver, latest, sha or a tag.');
  if (fromVersion && version === null)
    throw new Fault(
      'invalid-input',
      'There is no version to tag with.',
      'Name it (--version 1.4.2), or set app.version in container.spec.yaml.',
    );
  return {
    version: fromVersion && version !== null ? parseVersion(version) : null,
    lines,
    latest,
    commit: list.includes('sha'),
    named: [...new Set(named)],
  };
}

/**
 * All tags that are wanted, in the order in which they are pushed.
 * @param commit of the repository; needed where `sha` is wanted
 */
export function tagsFor(wanted: WantedTags, present: readonly string[], commit: string | null): VersionTag[] {
  const tags = wanted.version
    ? versionTags(wanted.version, present).filter(
        ({ kind }) => kind === 'full' || (kind === 'latest' ? wanted.latest : wanted.lines),
      )
    : [];
  if (wanted.commit && commit !== null) tags.push({ tag: `sha-${commit}`, kind: 'commit', heldBy: null });
  for (const tag of wanted.named)
    if (!tags.some((other) => other.tag === tag))
      tags.push({ tag, kind: readVersion(tag) ? 'full' : 'named', heldBy: null });
  return tags;
}

function checkName(name: string): void {
  if (!isTag(name)) throw new Fault('invalid-input', `${JSON.stringify(name.slice(0, 140))} is not a tag.`, tagRule);
  if (/^v?\d+(?:\.\d+)?$/.test(name))
    throw new Fault(
      'invalid-input',
      `The tag ${name} follows from versions and is not set by hand.`,
      'Push a full version, such as --version 1.4.2; it moves the shorter tags forward.',
    );
}
