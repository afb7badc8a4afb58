import { compareVersions, readVersion, type Version } from './version.js';

/** What a tag promises: `full` never changes; `minor`, `major` and `latest` move forward within their line. */
export type TagKind = 'full' | 'minor' | 'major' | 'latest' | 'commit' | 'named';

export interface VersionTag {
  tag: string;
  kind: TagKind;
  /** The newer version of its line because of which it stays where it is; null where it is set. */
  heldBy: string | null;
}

/**
 * The tags of a version: 1.4.2 gives 1.4.2, 1.4, 1 and latest, each of the last three unless its line has a newer version
 * already. Pre-releases and builds move none, and there is no `0`, since 0.x makes no promise that such a tag could keep.
 * @param present all tags that the repository has
 */
export function versionTags(version: Version, present: readonly string[]): VersionTag[] {
  const tags: VersionTag[] = [{ tag: version.tag, kind: 'full', heldBy: null }];
  if (!version.isFinal) return tags;
  const released = present.flatMap((tag) => finalVersion(tag) ?? []);
  const held = (sameLine: (other: Version) => boolean) => newest(version, released.filter(sameLine));
  const { major, minor } = version;
  const sameMajor = (other: Version) => other.major === major;
  tags.push({
    tag: `${major}.${minor}`,
    kind: 'minor',
    heldBy: held((other) => sameMajor(other) && other.minor === minor),
  });
  if (major > 0) tags.push({ tag: `${major}`, kind: 'major', heldBy: held(sameMajor) });
  tags.push({ tag: 'latest', kind: 'latest', heldBy: held(() => true) });
  return tags;
}

function finalVersion(tag: string): Version | null {
  const version = readVersion(tag);
  // where build metadata became a -, a tag reads as a pre-release: neither holds a line
  return version?.isFinal ? version : null;
}

/** The newest of the line, where it is newer than the version. */
function newest(version: Version, line: readonly Version[]): string | null {
  const first = [...line].sort((a, b) => compareVersions(b, a))[0];
  return first && compareVersions(first, version) > 0 ? first.tag : null;
}
