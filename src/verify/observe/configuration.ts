import { type ContainerLogs, readLogs, readState, stopContainer } from '../../engine/container.js';
import { inspectImage } from '../../engine/image.js';
import { removeContainer } from '../../engine/run.js';
import { isPlaceholder } from '../../secrets/placeholder.js';
import type { Bench } from '../bench.js';
import { stopLimitMs } from '../subject.js';
import { together } from '../together.js';
import { followLifetime, type Lifetime } from './lifetime.js';
import type { ServiceObservation } from './service-observation.js';
import { type StartedService, startService } from './start-service.js';
import { settleMs } from './watch-process.js';

/** An application that came up once has this long, or three times as long as then, to come up again. */
const leastPatienceMs = 5_000;

/** How the application answers to its configuration. */
export interface ConfigurationObservation {
  /** Null for what serves no port. */
  port: { tried: number; moved: boolean; logs: ContainerLogs; exitCode: number | null } | null;
  /** Null where the Spec has no LOG_LEVEL. */
  logLevel: 'honoured' | 'same-output' | 'does-not-start' | null;
  /** Secret variables of the Spec that have a value in the image. */
  baked: string[];
}

interface Variation {
  port?: number;
  level?: string;
}

interface Outcome {
  up: boolean;
  logs: ContainerLogs;
  exitCode: number | null;
}

/** Runs the application with another port and with the two ends of the log levels. */
export async function observeConfiguration(
  bench: Bench,
  before: ServiceObservation,
): Promise<ConfigurationObservation> {
  const { spec } = bench.subject;
  const level = spec.environment.find(({ name }) => name === 'LOG_LEVEL');
  const [low, high] = levelsLike(level?.default);
  const port = spec.app.port === null ? null : otherPort(spec.app.port);
  bench.activity.report('run: with another PORT and LOG_LEVEL');
  const baked = await bakedSecrets(bench);
  const attempt = (variation: Variation) => attemptRun(bench, variation, before);
  if (!level) {
    const moved = port === null ? null : await attempt({ port });
    return { port: moved && portResult(port as number, moved), logLevel: null, baked };
  }
  const [first, quiet] = await together([attempt({ port: port ?? undefined, level: low }), attempt({ level: high })]);
  let [moved, verbose] = [first, first];
  if (port !== null && !first.up) {
    // either of the two variables may be why: one at a time, then
    [moved, verbose] = await together([attempt({ port }), attempt({ level: low })]);
  }
  return { port: port === null ? null : portResult(port, moved), logLevel: compare(verbose, quiet), baked };
}

function portResult(tried: number, { up, logs, exitCode }: Outcome): NonNullable<ConfigurationObservation['port']> {
  return { tried, moved: up, logs, exitCode };
}

function compare(verbose: Outcome, quiet: Outcome): ConfigurationObservation['logLevel'] {
  if (!verbose.up || !quiet.up) return 'does-not-start';
  return sameOutput(verbose.logs, quiet.logs) ? 'same-output' : 'honoured';
}

async function attemptRun(bench: Bench, { port, level }: Variation, before: ServiceObservation): Promise<Outcome> {
  const { engine, activity, subject } = bench;
  const service = await startService(bench, {
    port,
    readOnlyRoot: before.readOnlyRoot,
    variables: level ? { LOG_LEVEL: level } : {},
  });
  const lifetime = followLifetime(engine, service.id, activity.signal);
  try {
    const up = await comesUp(bench, service, lifetime, before);
    activity.signal.throwIfAborted();
    if (up && service.probe) {
      // something to log about, the same in every run
      await service.probe.request({ method: 'GET', path: '/dockwright-asks-for-what-is-not-there' }, activity.signal);
      if (subject.sign) await service.probe.check(subject.sign, activity.signal);
    }
    const { running, exitCode } = await readState(engine, service.id);
    if (running) await stopContainer(engine, service.id, up ? stopLimitMs(subject.spec) : 0, activity.signal);
    return { up, logs: await readLogs(engine, service.id), exitCode: running ? null : exitCode };
  } finally {
    await lifetime.release();
    await removeContainer(engine, service.id);
  }
}

async function comesUp(
  { engine, subject }: Bench,
  { id, probe }: StartedService,
  lifetime: Lifetime,
  before: ServiceObservation,
): Promise<boolean> {
  const patience = Math.max(leastPatienceMs, 3 * (before.readiness.milliseconds ?? 0));
  if (probe && subject.sign)
    return (await probe.untilReady(subject.sign, patience, lifetime.signal)).milliseconds !== null;
  const over = await lifetime.endsWithin(before.kind === 'worker' ? settleMs : patience);
  return over ? (await readState(engine, id)).exitCode === 0 : before.kind === 'worker';
}

async function bakedSecrets({ engine, image, subject }: Bench): Promise<string[]> {
  const secrets = new Set(subject.spec.environment.filter(({ secret }) => secret).map(({ name }) => name));
  const variables = (await inspectImage(engine, image))?.environment ?? [];
  return variables
    .map((variable) => [variable.slice(0, variable.indexOf('=')), variable.slice(variable.indexOf('=') + 1)] as const)
    .filter(([name, value]) => secrets.has(name) && !isPlaceholder(value))
    .map(([name]) => name);
}

/** Another port that nothing of the image is likely to use, and that needs no privilege. */
function otherPort(port: number): number {
  return port === 18_080 ? 18_081 : 18_080;
}

/** DEBUG and CRITICAL, in the letters that the default is written in. */
function levelsLike(example: string | undefined): [string, string] {
  const lower = example !== undefined && example !== '' && example === example.toLowerCase();
  return lower ? ['debug', 'critical'] : ['DEBUG', 'CRITICAL'];
}

/** Two outputs that differ in nothing but times, numbers, ids and the level's own name were written at one level. */
export function sameOutput(a: ContainerLogs, b: ContainerLogs): boolean {
  const [left, right] = [linesOf(a), linesOf(b)];
  return left.size === right.size && [...left].every((line) => right.has(line));
}

function linesOf({ stdout, stderr }: ContainerLogs): Set<string> {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) =>
    line
      .replace(/\x1b\[[0-9;]*m/g, '')
      .replace(/\b(debug|critical)\b/gi, 'LEVEL')
      .replace(/\b[0-9a-f]{8,64}\b/gi, '#')
      .replace(/\d+/g, '#')
      .trim(),
  );
  return new Set(lines.filter(Boolean));
}
