import type { ContainerEvidence, EngineEvent } from './evidence/container-evidence.js';

/**
 * How a container stands by what the engine knows, whatever it says of itself:
 * - `refused`: the engine could not start it
 * - `crashed`: it ended by itself with a code other than 0, or was just started again after that
 * - `stopped`: somebody ended it
 * - `ended`: it ended with 0
 * - `unhealthy`: its health check fails
 * - `deaf`: it runs, ports of it are published or exposed, and it listens on none at all
 * - `healthy`: its health check passes
 * - `up`: it runs, and nothing tells whether well
 */
export type Standing = 'refused' | 'crashed' | 'stopped' | 'ended' | 'unhealthy' | 'deaf' | 'healthy' | 'up';

/** A container that was started again so short ago has not shown that it now stays up. */
const justStartedMs = 60_000;
/** So long a program may take until it listens. */
const startUpMs = 3_000;
/** A stop asked for comes so long before the end at most: after the grace period it is a kill, which is an event again. */
const askedBeforeMs = 15_000;

export function standingOf(evidence: ContainerEvidence): Standing {
  const { state } = evidence;
  if (state.status === 'running' || state.status === 'paused') return standingUp(evidence);
  if (state.status === 'created' || (state.error !== '' && state.status !== 'restarting')) return 'refused';
  if (state.exitCode === null || state.exitCode === 0) return 'ended';
  return wasAskedToEnd(evidence) ? 'stopped' : 'crashed';
}

function standingUp(evidence: ContainerEvidence): Standing {
  const { state } = evidence;
  if (isBackAfterCrash(evidence)) return 'crashed';
  if (state.health?.status === 'unhealthy') return 'unhealthy';
  if (state.health?.status === 'healthy') return 'healthy';
  return isDeaf(evidence) ? 'deaf' : 'up';
}

function isBackAfterCrash({ state, events, engine, at }: ContainerEvidence): boolean {
  if (state.restartCount === 0 || state.startedAt === null) return false;
  const up = at + (engine.clockAheadMs ?? 0) - state.startedAt;
  const end = events.findLast(({ action }) => action === 'die');
  return up < justStartedMs && end !== undefined && end.attributes.exitCode !== '0';
}

function isDeaf({ state, settings, inside, engine, at }: ContainerEvidence): boolean {
  if (!inside || state.startedAt === null || settings.networkMode === 'host') return false;
  const wanted = settings.publishedPorts.length > 0 || settings.exposedPorts.some((port) => port.endsWith('/tcp'));
  const up = at + (engine.clockAheadMs ?? 0) - state.startedAt;
  return wanted && up > startUpMs && inside.listeners.every(({ address }) => isEnginesOwn(address));
}

/** Where the engine's name server listens inside every container of a network of its own. */
export function isEnginesOwn(address: string): boolean {
  return address === '127.0.0.11';
}

/** Whether `docker stop`, `docker kill` or `docker restart` ended it: each is an event of its own before the end, or Podman says so. */
export function wasAskedToEnd({ state, events }: ContainerEvidence): boolean {
  if (state.stopped) return true;
  const end = events.findLastIndex(({ action }) => action === 'die');
  if (end < 0) return false;
  const ended = events[end] as EngineEvent;
  const before = events.slice(0, end);
  const started = before.findLastIndex(({ action }) => action === 'start');
  const asked = before.slice(started + 1).findLast(({ action }) => action === 'kill' || action === 'stop');
  return asked !== undefined && ended.at - asked.at < askedBeforeMs;
}
