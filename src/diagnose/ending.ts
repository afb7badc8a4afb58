import type { ContainerEvidence, EngineEvent } from './evidence/container-evidence.js';
import { signalNumber, signalOfExitCode } from './signals.js';

/** How a container's last run came to its end, as state and events tell it. */
export interface Ending {
  exitCode: number;
  /** That the exit code stands for: 137 is SIGKILL. */
  signal: number | null;
  /** Signals that the engine was asked to send to it in that run, oldest first. */
  sent: readonly number[];
  /** `stop`: `docker stop` or `restart`, which kills after a grace period; `signal`: `docker kill`, Ctrl-C and the like. */
  askedBy: 'stop' | 'signal' | null;
  /** From the first signal to the end. */
  graceMs: number | null;
  /** From the first signal to the SIGKILL after it; null where there was none. */
  killedAfterMs: number | null;
  /** The engine still remembers the end, so that what it does not tell of did not happen. */
  remembered: boolean;
}

/** `docker stop -t 0` and `docker restart -t 0` ask, and kill within some hundredths of a second: nothing could have ended by then. */
const atOnceMs = 500;

/** @returns null for a container that has never ended */
export function endingOf({ state, settings, events, engine }: ContainerEvidence): Ending | null {
  if (state.exitCode === null) return null;
  const signal = signalOfExitCode(state.exitCode);
  const end = events.findLastIndex(({ action }) => action === 'die');
  const run = end < 0 ? null : runAround(events, end);
  const kills = run?.filter(({ action }) => action === 'kill') ?? [];
  const [first] = kills;
  const kill = kills.find((event) => event !== first && isKill(event));
  // Podman has no event for it, and no time
  const stopped = state.stopped && !first;
  return {
    exitCode: state.exitCode,
    signal,
    sent: stopped ? stopSignals(settings.stopSignal, signal) : signalsOf(kills, signal),
    askedBy: stopped || run?.some(({ action }) => action === 'stop') ? 'stop' : first ? 'signal' : null,
    graceMs: first ? Math.max(0, (events[end] as EngineEvent).at - first.at) : null,
    killedAfterMs: first && kill && !isKill(first) ? Math.max(0, kill.at - first.at) : null,
    // of a container that is gone, Podman tells nothing of a stop
    remembered: run !== null && !(engine.podman && state.status === 'removed'),
  };
}

/** Podman does not tell which signal was sent: the last one is what it ended by. */
function signalsOf(kills: readonly EngineEvent[], endedBy: number | null): number[] {
  return kills.flatMap((event, at) => {
    const told = event.attributes.signal;
    return (told === undefined ? at === kills.length - 1 && endedBy : signalNumber(told)) || [];
  });
}

/** What a stop sends: its signal, and SIGKILL where that did not help. */
function stopSignals(stopSignal: string, endedBy: number | null): number[] {
  const asked = signalNumber(stopSignal) ?? 15;
  return endedBy === 9 && asked !== 9 ? [asked, 9] : [asked];
}

/** Somebody asked for the end, and it came as asked: nothing is wrong with it. */
export function endedAsAsked(ending: Ending): boolean {
  const polite = ending.sent.some((signal) => [1, 2, 3, 15].includes(signal));
  if (ending.askedBy === 'stop')
    return ending.signal !== 9 || killedAtOnce(ending) || (ending.sent[0] === 9 && ending.sent.length === 1);
  return ending.askedBy === 'signal' && polite && !ending.sent.includes(9) && ending.signal !== 9;
}

/** Whoever stopped it gave it no time to end by itself, so that it says nothing of the program. */
export function killedAtOnce({ killedAfterMs }: Ending): boolean {
  return killedAfterMs !== null && killedAfterMs < atOnceMs;
}

function isKill({ action, attributes }: EngineEvent): boolean {
  return action === 'kill' && signalNumber(attributes.signal ?? '') === 9;
}

/** The events of the run that ended there: from its start to the next one. A `stop` is told after the end. */
function runAround(events: readonly EngineEvent[], end: number): EngineEvent[] {
  const isStart = ({ action }: EngineEvent) => action === 'start';
  const from = events.slice(0, end).findLastIndex(isStart);
  const next = events.slice(end).findIndex(isStart);
  return events.slice(from + 1, next < 0 ? undefined : end + next);
}
