import { readChanges, readLogs, readState } from '../../engine/container.js';
import type { Answer } from '../../engine/probe.js';
import { removeContainer } from '../../engine/run.js';
import type { Bench } from '../bench.js';
import { coldStartLimitMs } from '../subject.js';
import { followLifetime, type Lifetime } from './lifetime.js';
import { lookInside } from './look-inside.js';
import type { ServiceObservation } from './service-observation.js';
import { sendSmokeRequests } from './smoke-requests.js';
import { type StartedService, startService } from './start-service.js';
import { stopService } from './stop-service.js';
import { watchProcess } from './watch-process.js';

const healthChecks = 10;
/** How much longer than its limit an application is waited for, so that a slow start is told from none. */
const extraPatienceMs = 10_000;

/** Runs the application hardened; where it does not come up and a read-only root may be why, once more with a writable one. */
export async function observeService(bench: Bench): Promise<ServiceObservation> {
  const hardened = await runOnce(bench, true);
  if (cameUp(hardened) || !rootMayBeWhy(hardened)) return hardened;
  bench.activity.report('run: again with a writable root');
  const writable = await runOnce(bench, false);
  return cameUp(writable) ? writable : hardened;
}

export function cameUp({ kind, readiness, ended }: ServiceObservation): boolean {
  return kind === 'job' ? ended?.exitCode === 0 : readiness.milliseconds !== null;
}

function rootMayBeWhy({ ended, logs }: ServiceObservation): boolean {
  return ended !== null || /read-only file system|EROFS|Errno 30\b/i.test(logs.stdout + logs.stderr);
}

async function runOnce(bench: Bench, readOnlyRoot: boolean): Promise<ServiceObservation> {
  const { engine, activity } = bench;
  activity.report('run: starting the container');
  const service = await startService(bench, { readOnlyRoot });
  const lifetime = followLifetime(engine, service.id, activity.signal);
  try {
    const blank = blankObservation(service, readOnlyRoot);
    const watch = service.probe ? useService : watchProcess;
    const observed = await watch(bench, service, lifetime, blank);
    activity.signal.throwIfAborted();
    return { ...observed, logs: await readLogs(engine, service.id) };
  } finally {
    await lifetime.release();
    await removeContainer(engine, service.id);
  }
}

function blankObservation(service: StartedService, readOnlyRoot: boolean): ServiceObservation {
  return {
    kind: service.probe ? 'service' : 'worker',
    readiness: { milliseconds: null, last: null },
    engineMs: service.startedAt - service.askedAt,
    ended: null,
    health: [],
    reached: service.probe?.description ?? '',
    processes: null,
    smoke: [],
    changes: [],
    logFiles: null,
    logs: { stdout: '', stderr: '' },
    memoryBytes: null,
    stop: null,
    readOnlyRoot,
  };
}

async function useService(
  bench: Bench,
  service: StartedService,
  lifetime: Lifetime,
  blank: ServiceObservation,
): Promise<ServiceObservation> {
  const { engine, activity, subject } = bench;
  const { probe } = service;
  const { sign } = subject;
  if (!probe || !sign) return blank;
  activity.report('run: waiting for the first healthy answer');
  const readiness = await probe.untilReady(sign, coldStartLimitMs(subject.spec) + extraPatienceMs, lifetime.signal);
  activity.signal.throwIfAborted();
  if (readiness.milliseconds === null) {
    const state = await readState(engine, service.id);
    return { ...blank, readiness, ended: state.running ? null : state, changes: await readChanges(engine, service.id) };
  }
  activity.report('run: measuring');
  const health: Answer[] = [];
  for (let i = 0; i < healthChecks; i++) health.push(await probe.check(sign, activity.signal));
  const smoke = await sendSmokeRequests(probe, subject.spec.criteria.smoke ?? [], activity.signal);
  const inside = await lookInside(bench, service.id);
  return { ...blank, readiness, health, smoke, ...inside, stop: await stopService(bench, service.id) };
}
