import { Fault } from '../fault.js';

/** A version that names one release: three numbers, in the order in which they are compared. */
export interface Version {
  major: number;
  minor: number;
  patch: number;
  /** Of Python's post-releases, which follow the release that they are named after; 0 for none. */
  post: number;
  /** A pre-release's or a build's own name: it is pushed, and moves no other tag. */
  isFinal: boolean;
  /** As a tag: without a leading v, and with `-` for the `+` of build metadata, which a tag may not hold. */
  tag: string;
}

/** SemVer 2.0 and what Python's packages have beside it (PEP 440): `1.4.2-rc.1`, `1.4.2rc1`, `1.4.2.dev3`, `1.4.2.post1`. */
const full =
  /^v?(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:\.post(\d{1,9}))?(-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*|\.?(?:a|b|rc|dev)\d+(?:\.dev\d+)?)?(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;
const longestTag = 128;

/** Null for what is no full version, such as `1.4`, `latest` or `sha-0123abc`. */
export function readVersion(text: string): Version | null {
  const match = full.exec(text);
  if (!match) return null;
  const [, major, minor, patch, post, pre, build] = match;
  const tag = text.replace(/^v/, '').replaceAll('+', '-');
  if (tag.length > longestTag) return null;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    post: Number(post ?? 0),
    isFinal: pre === undefined && build === undefined,
    tag,
  };
}

/** @throws Fault `invalid-input` that says how it is written */
export function parseVersion(text: string): Version {
  const version = readVersion(text);
  if (version) return version;
  const short = /^v?(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  throw new Fault(
    'invalid-input',
    `${JSON.stringify(text.slice(0, 140))} is not a full version${short ? ': a tag that never changes needs all three numbers' : ''}.`,
    short
      ? `Write it as ${short[1]}.${short[2] ?? 0}.0; the shorter tags follow from it.`
      : 'Write it as 1.4.2 or, before a release, as 1.4.2-rc.1 (semver.org).',
  );
}

/** Below 0 where `a` is older than `b`, 0 where they are the same release. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || a.post - b.post;
}
