import type { ContainerEvidence, LogLine } from '../evidence/container-evidence.js';
import { standingOf } from '../standing.js';

/** An engine notes a start some moments after the process could already write. */
const startToleranceMs = 2_000;

/**
 * What the container said since its last start; where it has just been started again after a failure, since the start before that. A log
 * without times is taken whole.
 */
export function lastLife(evidence: ContainerEvidence): readonly LogLine[] {
  const all = [...evidence.logs.first, ...evidence.logs.last];
  const from = beginningOf(evidence);
  if (from === null || all.every(({ at }) => at === null)) return all;
  const after = inWholeSeconds(all) ? Math.floor(from / 1_000) * 1_000 - 1 : from;
  const start = all.findIndex(({ at }) => at !== null && at > after);
  return start < 0 ? [] : all.slice(start);
}

/** Podman tells no more of a line's time, so that the second in which it started counts as a whole. */
function inWholeSeconds(lines: readonly LogLine[]): boolean {
  return lines.every(({ at }) => at === null || at % 1_000 === 0);
}

function beginningOf(evidence: ContainerEvidence): number | null {
  const { state, events } = evidence;
  const again = standingOf(evidence) === 'crashed' && (state.status === 'running' || state.status === 'paused');
  const ends = events.filter(({ action }) => action === 'die').map(({ at }) => at);
  if (again) return ends.at(-2) ?? null;
  if (state.startedAt === null) return null;
  const startedAt = state.startedAt;
  return ends.findLast((end) => end <= startedAt) ?? startedAt - startToleranceMs;
}
