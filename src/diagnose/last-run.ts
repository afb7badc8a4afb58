import { restartsAgain } from './condition.js';
import type { ContainerEvidence, LogLine } from './evidence/container-evidence.js';

/** A line may be dated a moment before the engine has written down that the container started. */
const toleranceMs = 300;

/**
 * The lines of the run that is asked about: of the last one, without what earlier runs said; of a container that is restarted again
 * and again and runs at the moment, also of the run before, which tells why.
 */
export function linesOfLastRun(evidence: ContainerEvidence): readonly LogLine[] {
  const { first, last } = evidence.logs;
  const lines = first.length === 0 ? last : [...first, ...last];
  const since = beginning(evidence);
  if (since === null) return lines;
  const own = lines.filter(({ at }) => at === null || at >= since);
  return own;
}

function beginning(evidence: ContainerEvidence): number | null {
  const { state, events } = evidence;
  if (state.startedAt === null) return null;
  const running = state.status === 'running' || state.status === 'paused';
  const back = running && restartsAgain(evidence) ? 2 : 1;
  const starts = events.filter(({ action }) => action === 'start').map(({ at }) => at);
  const started = back === 2 ? (starts.at(-2) ?? null) : state.startedAt;
  // one that is restarted and whose earlier starts nobody remembers: all there is
  if (started === null) return null;
  const endBefore = events.findLast(({ action, at }) => action === 'die' && at <= started)?.at;
  return Math.max(endBefore ?? 0, started - toleranceMs);
}
