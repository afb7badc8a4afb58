import { readChanges, readState } from '../../engine/container.js';
import { listProcesses, type ProcessList } from '../../engine/processes.js';
import { removeContainer } from '../../engine/run.js';
import type { Bench } from '../bench.js';
import { coldStartLimitMs } from '../subject.js';
import type { Lifetime } from './lifetime.js';
import { lookInside } from './look-inside.js';
import type { ServiceObservation } from './service-observation.js';
import { type StartedService, startService } from './start-service.js';
import { stopService } from './stop-service.js';

/** How long what has no port and is no job is watched before it counts as running on. */
export const settleMs = 2_000;

/** What has no port either ends, or runs on for as long as one cares to watch. */
export async function watchProcess(
  bench: Bench,
  service: StartedService,
  lifetime: Lifetime,
  blank: ServiceObservation,
): Promise<ServiceObservation> {
  const { engine, activity, subject } = bench;
  activity.report('run: watching the process');
  // a short job is over before anything could ask later
  const early = await listProcesses(engine, service.id, activity.signal);
  const isWorker = subject.project?.kind === 'worker';
  const limit = coldStartLimitMs(subject.spec);
  const over = await lifetime.endsWithin(isWorker ? Math.min(settleMs, limit) : limit);
  activity.signal.throwIfAborted();
  if (!over) {
    const inside = await lookInside(bench, service.id);
    const readiness = { milliseconds: blank.engineMs, last: null };
    return { ...blank, kind: 'worker', readiness, ...inside, stop: await stopService(bench, service.id) };
  }
  const ended = await readState(engine, service.id);
  const changes = await readChanges(engine, service.id);
  const done = !isWorker && ended.exitCode === 0;
  const processes = early ?? (done ? await lookAtStandIn(bench) : null);
  const milliseconds = done ? blank.engineMs + ended.finishedAt - ended.startedAt : null;
  return {
    ...blank,
    kind: isWorker ? 'worker' : 'job',
    readiness: { milliseconds, last: null },
    ended,
    processes,
    changes,
  };
}

/** A job that is over before one can look: the same image, user and limits with a command that waits in its place. */
async function lookAtStandIn(bench: Bench): Promise<ProcessList | null> {
  const waiting = ['python3', '-c', 'import sys, time; time.sleep(30)'];
  try {
    const { id } = await startService(bench, { entrypoint: waiting.slice(0, 1), command: waiting.slice(1) });
    const list = await listProcesses(bench.engine, id, bench.activity.signal);
    await removeContainer(bench.engine, id);
    return list && { ...list, instead: 'a process that stood in for the job, which ended too soon to be looked at,' };
  } catch (error) {
    if (bench.activity.signal.aborted) throw error;
    return null;
  }
}
