import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Standing, standingOf } from '../standing.js';
import { findInLogs } from './find-in-logs.js';
import type { Finding, FindingKind } from './finding.js';

/** What the log says of one thing, and how far that is to be believed. */
export interface Told {
  finding: Finding;
  confidence: number;
  /** How often it was said of this subject. */
  times: number;
}

/**
 * A program that failed said why; one that runs and is well has merely logged an error, or something that looks like one. What a
 * log alone says never counts as much as what the engine knows.
 */
const trust: Readonly<Record<Standing, number>> = {
  crashed: 0.97,
  unhealthy: 0.9,
  deaf: 0.9,
  up: 0.18,
  stopped: 0.18,
  ended: 0.15,
  healthy: 0.12,
  refused: 0.1,
};

/** A program that goes on may say such a thing again and again as long as it lasts. */
const lasting: readonly FindingKind[] = [
  'name-not-resolved',
  'connection-refused',
  'unreachable',
  'permission-denied',
  'read-only',
  'disk-full',
  'certificate',
  'open-files',
  'process-limit',
  'clock',
  'shared-memory',
];
const oftenEnough = 3;
const longEnoughMs = 1_500;
const lastingTrust = 0.65;

/** The findings of these kinds, one for each subject, the most credible first. */
export function toldBy(evidence: ContainerEvidence, ...kinds: FindingKind[]): Told[] {
  const standing = standingOf(evidence);
  const groups = new Map<string, Finding[]>();
  for (const finding of findInLogs(evidence, ...kinds)) {
    const key = `${finding.kind} ${finding.subject} ${finding.port}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map((group) => {
      const finding = group.toSorted((a, b) => credit(b) - credit(a))[0] as Finding;
      return { finding, times: group.length, confidence: credit(finding) * trustIn(standing, group) };
    })
    .sort((a, b) => b.confidence - a.confidence);
}

function credit({ weight, afterwards }: Finding): number {
  return weight * (afterwards <= 8 ? 1 : afterwards <= 30 ? 0.8 : afterwards <= 100 ? 0.5 : 0.25);
}

function trustIn(standing: Standing, group: readonly Finding[]): number {
  if ((standing === 'up' || standing === 'stopped') && isLasting(group)) return lastingTrust;
  return trust[standing];
}

/** It is said over some time, and at the end still. */
function isLasting(group: readonly Finding[]): boolean {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last || group.length < oftenEnough || !lasting.includes(first.kind) || last.afterwards > 30)
    return false;
  return first.at !== null && last.at !== null && last.at - first.at >= longEnoughMs;
}
