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
  const start = all.findIndex(({ at }) => at !== null && at > from);
  return start < 0 ? [] : all.slice(start);
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
