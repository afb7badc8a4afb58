import type { Activity } from '../../activity.js';
import type { Engine } from '../../engine/connect.js';
import { type EngineInfo, readEngineInfo } from '../../engine/engine-info.js';
import { type InspectedContainer, readPodmanState } from '../../engine/inspect-container.js';
import { Fault } from '../../fault.js';
import { silentCheckPaths } from '../health-check.js';
import type {
  ContainerEvidence,
  ContainerSettings,
  EngineEvent,
  EngineFacts,
  HostFacts,
  Logs,
} from './container-evidence.js';
import { secretValues } from './environment.js';
import { checkName, findContainer } from './find-container.js';
import { takeLive } from './live-evidence.js';
import { namedPaths } from './named-paths.js';
import { type Parts, startParts } from './part.js';
import { plainText } from './plain-text.js';
import { readChanges } from './read-changes.js';
import { readEvents } from './read-events.js';
import { readFiles } from './read-files.js';
import { readHost } from './read-host.js';
import { readImage } from './read-image.js';
import { readLogs } from './read-logs.js';
import { readNeighbours } from './read-neighbours.js';
import { readLimits, readSettings } from './read-settings.js';
import { lastExitCode, readState } from './read-state.js';
import { recallRemoved } from './removed-container.js';
import { parseSince } from './since.js';

export interface EvidenceWishes {
  /** Lines of the log's end; 2,000 where it is not said. */
  tail?: number;
  /** Only what was logged since: `10m`, a date, epoch seconds. */
  since?: string;
  /** Whether to look inside a running container by one exec that only reads. */
  probe: boolean;
}

const usualTail = 2_000;
const mostTail = 20_000;
const patienceMs = 5_000;
/** Without its log little can be told of a container: that of a busy machine, with lines of many megabytes, is worth a wait. */
const logPatienceMs = 10_000;
const halfAnHour = 30 * 60 * 1000;
/** An engine writes an event down a moment after it has changed the state. */
const lateMs = 100;

/**
 * Everything that can be known of a container, read-only and in parallel; what could not be had is in `notMeasured`.
 * @throws Fault container-not-found, invalid-input (several match, no such time), engine-unreachable
 */
export async function gatherEvidence(
  engine: Engine,
  nameOrId: string,
  wishes: EvidenceWishes,
  activity: Activity,
): Promise<ContainerEvidence> {
  const { signal } = activity;
  const at = Date.now();
  const name = checkName(nameOrId);
  const parts = startParts(signal);
  const [found, info] = await Promise.all([
    findContainer(engine, name, signal),
    parts.take('engine', patienceMs, (inTime) => readEngineInfo(engine, inTime)),
  ]);
  const facts = engineFacts(engine, info);
  if (!found) {
    const recall = () => recallRemoved(engine, name, facts, at, signal).catch(() => null);
    // Podman may tell no events at all while it writes one down
    const removed = (await recall()) ?? (engine.podman ? await recall() : null);
    signal.throwIfAborted();
    if (removed) return removed;
    throw notFound(name);
  }
  activity.report(`looking at ${nameOfContainer(found)}`);
  return gatherParts({ engine, found, facts, info, at, parts }, wishes);
}

interface Gathering {
  engine: Engine;
  found: InspectedContainer;
  facts: EngineFacts;
  info: EngineInfo | null;
  at: number;
  parts: Parts;
}

async function gatherParts(gathering: Gathering, wishes: EvidenceWishes): Promise<ContainerEvidence> {
  const { engine, found, facts, at, parts } = gathering;
  const secrets = secretValues(found.Config.Env);
  const podman = await parts.take('state', patienceMs, (signal) => readPodmanState(engine, found.Id, signal));
  const state = readState(found, secrets, podman);
  const settings = readSettings(found, secrets);
  const [image, logs, events, live, changes, neighbours, host] = await Promise.all([
    parts.take('image', patienceMs, (signal) => readImage(engine, found, signal)),
    takeLogs(gathering, wishes, secrets),
    takeEvents(gathering, state.startedAt, secrets),
    takeLive({ engine, id: found.Id, status: state.status, settings, secrets, parts }, wishes.probe),
    parts.take('changes', patienceMs, (signal) => readChanges(engine, found.Id, signal)),
    parts.take('neighbours', patienceMs, (signal) => readNeighbours(engine, found, signal)),
    takeHost(gathering, settings),
  ]);
  const named = [...silentCheckPaths({ state, settings }), ...namedPaths(logs)];
  const files = await parts.take('files', patienceMs, (signal) => readFiles(engine, found.Id, settings, named, signal));
  return {
    id: found.Id,
    name: nameOfContainer(found),
    image: plainText(found.Config.Image || found.Image, 500),
    state: { ...state, exitCode: state.exitCode ?? (state.startedAt === null ? null : lastExitCode(events)) },
    settings,
    limits: readLimits(found),
    imageSettings: image?.settings ?? null,
    imageNamed: image?.named ?? true,
    engine: facts,
    logs,
    events,
    ...live,
    changes,
    files: files ?? [],
    neighbours: neighbours ?? [],
    host,
    notMeasured: parts.notMeasured,
    at,
  };
}

async function takeLogs(
  { engine, found, facts, at, parts }: Gathering,
  { tail = usualTail, since }: EvidenceWishes,
  secrets: readonly string[],
): Promise<Logs> {
  const driver = found.HostConfig.LogConfig?.Type ?? '';
  const wanted = {
    driver,
    terminal: found.Config.Tty === true,
    tail: Math.min(mostTail, Math.max(1, Math.floor(tail))),
    secrets,
    ...(since === undefined ? {} : { since: parseSince(since, engineNow(facts, at)) }),
    onMissing: (reason: string) => parts.note('logs', reason),
  };
  const logs = await parts.take('logs', logPatienceMs, (signal) => readLogs(engine, found.Id, wanted, signal));
  return logs ?? { first: [], last: [], truncated: true, driver, unreadable: reasonFor(parts, 'logs') };
}

async function takeEvents(
  { engine, found, facts, parts }: Gathering,
  startedAt: number | null,
  secrets: readonly string[],
): Promise<EngineEvent[]> {
  const until = engineNow(facts, Date.now()) + lateMs;
  const since = Math.min(startedAt ?? until, until - halfAnHour);
  const events = await parts.take('events', patienceMs, (signal) =>
    readEvents(engine, found.Id, { since, until }, secrets, signal),
  );
  return events ?? [];
}

async function takeHost({ engine, info, parts }: Gathering, settings: ContainerSettings): Promise<HostFacts | null> {
  if (info?.local)
    return parts.take('host', patienceMs, (signal) =>
      readHost(engine, info, settings.publishedPorts, settings.mounts, parts, signal),
    );
  parts.note('host', 'the engine is not on this machine');
  return null;
}

function reasonFor({ notMeasured }: Parts, source: string): string {
  return notMeasured.findLast((missing) => missing.source === source)?.reason ?? 'not asked for';
}

function engineFacts(engine: Engine, info: EngineInfo | null): EngineFacts {
  return {
    version: engine.version,
    architecture: engine.arch,
    os: engine.os,
    cgroupVersion: info?.cgroupVersion ?? '',
    memoryBytes: engine.memoryBytes,
    cpus: engine.cpus,
    runtimes: info?.runtimes ?? [],
    local: info?.local ?? false,
    podman: engine.podman,
    clockAheadMs: info?.clockAheadMs ?? null,
  };
}

/** The engine's clock, by which its events and states are dated. */
function engineNow({ clockAheadMs }: EngineFacts, at: number): number {
  return at + (clockAheadMs ?? 0);
}

function nameOfContainer({ Name, Id }: InspectedContainer): string {
  return plainText(Name?.replace(/^\//, '') || Id.slice(0, 12), 255);
}

function notFound(name: string): Fault {
  return new Fault(
    'container-not-found',
    `There is no container ${name}, and the engine remembers none.`,
    'See which there are with: docker ps -a',
  );
}
