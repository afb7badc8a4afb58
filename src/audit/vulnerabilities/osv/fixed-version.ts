import type { OsvAffected } from './record.js';

/** The first fixed version after the installed one, by the ranges that a record gives for a package. */
export function fixedVersion(affected: readonly OsvAffected[], installed: string): string | null {
  const fixed = affected.flatMap(({ ranges }) =>
    (ranges ?? []).flatMap(({ type, events }) =>
      type === 'GIT' ? [] : events.flatMap((event) => (typeof event.fixed === 'string' ? [event.fixed] : [])),
    ),
  );
  const later = fixed.filter((version) => compareVersions(version, installed) > 0).sort(compareVersions);
  return later[0] ?? fixed.at(-1) ?? null;
}

/**
 * An order good enough to tell branches apart: numbers by value, a tilde and what comes before a release (`rc`) before nothing. Whether a
 * version is affected was OSV's to decide.
 */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function partsOf(version: string): string[] {
  const withEpoch = /^\d+:/.test(version) ? version : `0:${version.replace(/^v/, '')}`;
  return withEpoch.slice(0, 500).match(/\d+|[A-Za-z]+|~/g) ?? [];
}

const beforeRelease = /^(?:a|alpha|b|beta|c|rc|pre|preview|dev|snapshot|m)$/i;

function compareParts(one: string | undefined, other: string | undefined): number {
  const rank = (part: string | undefined) => {
    if (part === '~') return 0;
    if (part === undefined) return 2;
    if (/^\d/.test(part)) return 4;
    return beforeRelease.test(part) ? 1 : 3;
  };
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (one === undefined || other === undefined || one === other) return 0;
  return /^\d/.test(one) ? Number(one) - Number(other) : one < other ? -1 : 1;
}
