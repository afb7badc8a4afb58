import { endedAsAsked, endingOf } from './ending.js';
import type { ContainerEvidence } from './evidence/container-evidence.js';

/**
 * `well`: runs or was paused, or ended with 0 or as it was asked to. `unwell`: runs, and its health check or its restarts say that
 * something is wrong. `ended-badly`: with another code, or it is between two attempts. `never-ran`: the engine could not start it,
 * or has not been asked to.
 */
export type Condition = 'well' | 'unwell' | 'ended-badly' | 'never-ran';

const aMinute = 60_000;

export function conditionOf(evidence: ContainerEvidence): Condition {
  const { state } = evidence;
  if (state.status === 'created') return 'never-ran';
  if (state.status === 'running' || state.status === 'paused')
    return state.health?.status === 'unhealthy' || restartsAgain(evidence) ? 'unwell' : 'well';
  if (state.error !== '' && state.startedAt === null) return 'never-ran';
  const ending = endingOf(evidence);
  if (state.status === 'restarting' || state.status === 'dead') return 'ended-badly';
  // a removed container whose end nobody remembers
  if (!ending) return 'well';
  if (ending.exitCode === 0 || endedAsAsked(ending)) return 'well';
  // without events: SIGTERM and SIGINT are how one is asked to end
  return !ending.remembered && (ending.signal === 15 || ending.signal === 2) ? 'well' : 'ended-badly';
}

/** It runs at the moment, but was restarted by its policy, and not long ago. */
export function restartsAgain({ state, events, at, engine }: ContainerEvidence): boolean {
  if (state.restartCount === 0 || state.startedAt === null) return false;
  const now = at + (engine.clockAheadMs ?? 0);
  return now - state.startedAt < aMinute || events.filter(({ action }) => action === 'die').length > 5;
}
