import type { Activity } from '../../activity.js';
import type { Engine } from '../../engine/connect.js';
import type { ContainerEvent } from '../../engine/container-events.js';
import { type EventFilter, followEvents } from '../../engine/follow-events.js';
import { Fault } from '../../fault.js';
import { diagnoseContainer } from '../diagnose-container.js';
import type { Diagnosis } from '../diagnosis.js';
import { plainText } from '../evidence/plain-text.js';
import { type Happening, happeningOf } from './happening.js';

/** Something that happened to a container that is watched, and what was behind it. */
export interface WatchReport {
  /** ISO 8601, by the engine's clock. */
  at: string;
  container: string;
  /** `ended with exit code 137`; several that came together. */
  happened: string[];
  trouble: boolean;
  /** Null where there was no trouble, or the same as before. */
  diagnosis: Diagnosis | null;
  /** Id of the likeliest cause. */
  cause: string | null;
  /** How often in a row it was this cause. */
  times: number;
}

/** A container's end follows its out-of-memory event at once, unless only a child was killed. */
const endPatienceMs = 1_000;

interface Watched {
  name: string;
  waiting: Happening[];
  timer: NodeJS.Timeout | null;
  work: Promise<void>;
  lastCause: string | null;
  times: number;
  /** Ended or was unhealthy: its return is worth telling. */
  down: boolean;
}

/**
 * Tells what happens to containers and diagnoses what goes wrong, until the signal fires.
 * @param onOpen nothing that happens from now on is missed
 * @throws Fault engine-unreachable where the engine goes away; the signal's reason where it fires
 */
export async function watchContainers(
  engine: Engine,
  filter: EventFilter,
  { probe, onOpen, tell }: { probe: boolean; onOpen(): void; tell(report: WatchReport): void },
  activity: Activity,
): Promise<never> {
  const watched = new Map<string, Watched>();
  const stop = new AbortController();
  const signal = AbortSignal.any([activity.signal, stop.signal]);

  const look = (id: string) => diagnoseContainer(engine, id, { probe }, { signal, report: () => {} });

  const settle = (id: string, one: Watched) => {
    if (one.timer) clearTimeout(one.timer);
    one.timer = null;
    // one look after the other: each sees the container as it is then, and what came meanwhile is told together
    one.work = one.work.then(async () => {
      const happened = one.waiting.splice(0);
      if (happened.length === 0 || signal.aborted) return;
      tell(await reportOf(one, happened, () => look(id)));
    });
    one.work = one.work.catch((error: unknown) => {
      if (!signal.aborted) stop.abort(error);
    });
  };

  const onEvent = (event: ContainerEvent) => {
    const name = plainText(event.attributes.name ?? event.id.slice(0, 12), 255);
    const fresh = { waiting: [], timer: null, work: Promise.resolve(), lastCause: null, times: 0, down: false };
    const one: Watched = watched.get(event.id) ?? { name, ...fresh };
    const happening = happeningOf(event, one.down);
    if (!happening) return;
    watched.set(event.id, one);
    one.name = name;
    one.down = happening.trouble || (one.down && !happening.recovery);
    one.waiting.push(happening);
    if (!happening.endFollows) settle(event.id, one);
    else one.timer ??= setTimeout(() => settle(event.id, one), endPatienceMs);
  };

  try {
    return await followEvents(engine, filter, { onOpen, onEvent }, signal);
  } finally {
    for (const { timer } of watched.values()) if (timer) clearTimeout(timer);
    stop.abort();
    await Promise.all([...watched.values()].map(({ work }) => work));
  }
}

/** What happened, with a diagnosis where it is trouble and the cause another one than before. */
async function reportOf(
  one: Watched,
  happened: readonly Happening[],
  look: () => Promise<Diagnosis>,
): Promise<WatchReport> {
  const report = {
    at: new Date(happened.at(-1)?.at ?? 0).toISOString(),
    container: one.name,
    happened: happened.map(({ text }) => text),
  };
  const troubles = happened.filter(({ trouble }) => trouble);
  if (troubles.length === 0) return { ...report, trouble: false, diagnosis: null, cause: null, times: 0 };
  const diagnosis = await look().catch(nullWhereGone);
  const cause = diagnosis?.verdict === 'faulty' ? (diagnosis.causes[0]?.id ?? null) : null;
  const again = cause !== null && cause === one.lastCause;
  // a process killed for memory and the container's end are one
  const count = troubles.filter(({ endFollows }) => !endFollows).length || 1;
  one.times = (again ? one.times : 0) + count;
  one.lastCause = cause;
  const trouble = diagnosis?.verdict !== 'healthy';
  return { ...report, trouble, diagnosis: again ? null : diagnosis, cause, times: one.times };
}

function nullWhereGone(error: unknown): null {
  if (error instanceof Fault && error.code === 'container-not-found') return null;
  throw error;
}
