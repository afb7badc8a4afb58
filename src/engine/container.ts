import type { ContainerCreateOptions } from 'dockerode';
import type { Engine } from './connect.js';
import { engineFault, statusOf } from './engine-fault.js';
import { demultiplex } from './log-frames.js';
import { removeContainer } from './run.js';
import { watchEngine } from './watch-engine.js';

/** How a container is started: hardened unless said otherwise. */
export interface ContainerRequest {
  image: string;
  labels: Record<string, string>;
  name?: string;
  environment?: Record<string, string>;
  /** In place of the image's own. */
  entrypoint?: string[];
  command?: string[];
  /** TCP port in the container, published on a free port of 127.0.0.1. */
  port?: number | null;
  /** Paths that get an anonymous volume. */
  volumes?: string[];
  memoryBytes?: number;
  cpus?: number;
  shmBytes?: number;
  network?: string;
  networkAliases?: string[];
  /** Off only to find out whether the application needs it. */
  readOnlyRoot?: boolean;
  /** Off for the databases that an application needs, whose images start as root and then change the user. */
  hardened?: boolean;
}

export interface StartedContainer {
  id: string;
  /** performance.now() when the start was asked for, and when the engine said that it had started. */
  askedAt: number;
  startedAt: number;
  /** On 127.0.0.1 of the engine's host. */
  hostPort: number | null;
}

export interface ContainerState {
  running: boolean;
  exitCode: number;
  oomKilled: boolean;
  /** Epoch milliseconds by the engine's clock. */
  startedAt: number;
  finishedAt: number;
  health: string | null;
}

const processLimit = 256;

/**
 * Creates and starts a container without capabilities or new privileges, with a read-only root, a tmpfs on /tmp and limits.
 * @throws Fault engine-refused where it cannot be started (no such command, for example)
 */
export async function startContainer(
  engine: Engine,
  request: ContainerRequest,
  signal: AbortSignal,
): Promise<StartedContainer> {
  signal.throwIfAborted();
  const container = await ask(engine, () =>
    engine.docker.createContainer({
      ...createOptions(engine, request),
      ...(request.name ? { name: request.name } : {}),
    }),
  );
  try {
    signal.throwIfAborted();
    const askedAt = performance.now();
    await ask(engine, () => container.start());
    const startedAt = performance.now();
    return {
      id: container.id,
      askedAt,
      startedAt,
      hostPort: request.port ? await publishedPort(engine, container.id, request.port) : null,
    };
  } catch (error) {
    await removeContainer(engine, container.id);
    throw error;
  }
}

function createOptions(engine: Engine, request: ContainerRequest): ContainerCreateOptions {
  const { port, memoryBytes, shmBytes, hardened = true, readOnlyRoot = hardened } = request;
  const key = `${port}/tcp`;
  return {
    Image: request.image,
    Labels: request.labels,
    Env: Object.entries(request.environment ?? {}).map(([name, value]) => `${name}=${value}`),
    ...(request.entrypoint ? { Entrypoint: request.entrypoint } : {}),
    ...(request.command ? { Cmd: request.command } : {}),
    ...(port ? { ExposedPorts: { [key]: {} } } : {}),
    Volumes: Object.fromEntries((request.volumes ?? []).map((path) => [path, {}])),
    ...(request.network
      ? { NetworkingConfig: { EndpointsConfig: { [request.network]: { Aliases: request.networkAliases ?? [] } } } }
      : {}),
    HostConfig: {
      ...(request.network ? { NetworkMode: request.network } : {}),
      ...(port ? { PortBindings: { [key]: [{ HostIp: '127.0.0.1', HostPort: '' }] } } : {}),
      ...(hardened ? { CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] } : {}),
      ReadonlyRootfs: readOnlyRoot,
      Tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,mode=1777' },
      PidsLimit: processLimit,
      // equal to the memory: what swaps is neither measured nor limited
      ...(memoryBytes ? { Memory: memoryBytes, MemorySwap: memoryBytes } : {}),
      // an engine refuses more processors than it has
      ...(request.cpus ? { NanoCpus: Math.round(Math.min(request.cpus, engine.cpus) * 1e9) } : {}),
      ...(shmBytes ? { ShmSize: shmBytes } : {}),
      // what an application floods its log with must not fill the engine's disk
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '1' } },
    },
  };
}

async function publishedPort(engine: Engine, id: string, port: number): Promise<number | null> {
  const facts = await ask(engine, () => engine.docker.getContainer(id).inspect());
  const published = facts.NetworkSettings.Ports?.[`${port}/tcp`]?.[0]?.HostPort;
  // a container that ended at once has no ports any more
  return published ? Number(published) : null;
}

export async function readState(engine: Engine, id: string): Promise<ContainerState> {
  const { State } = await ask(engine, () => engine.docker.getContainer(id).inspect());
  return {
    running: State.Running,
    exitCode: State.ExitCode,
    oomKilled: State.OOMKilled,
    startedAt: Date.parse(State.StartedAt),
    finishedAt: Date.parse(State.FinishedAt),
    health: State.Health?.Status ?? null,
  };
}

/** Waits for a container's end; rejects when the signal fires. */
export async function waitForEnd(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const watch = watchEngine(engine, signal);
  try {
    await engine.docker.getContainer(id).wait({ abortSignal: watch.signal });
  } catch (error) {
    throw engineFault(watch.reason(error), engine.endpoint);
  } finally {
    watch.stop();
  }
}

export interface ContainerLogs {
  stdout: string;
  stderr: string;
}

/** The last lines that a container wrote. */
export async function readLogs(engine: Engine, id: string, lines = 2_000): Promise<ContainerLogs> {
  const raw: unknown = await ask(engine, () =>
    engine.docker.getContainer(id).logs({ stdout: true, stderr: true, follow: false, tail: lines }),
  );
  return demultiplex(Buffer.isBuffer(raw) ? raw : Buffer.from(String(raw ?? '')));
}

/**
 * Sends the image's stop signal and waits for the end, killing only after `graceMs`.
 * @returns milliseconds from the signal to the end
 */
export async function stopContainer(engine: Engine, id: string, graceMs: number, signal: AbortSignal): Promise<number> {
  signal.throwIfAborted();
  const asked = performance.now();
  try {
    await engine.docker.getContainer(id).stop({ t: Math.ceil(graceMs / 1000), abortSignal: signal });
  } catch (error) {
    if (statusOf(error) !== 304) throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  }
  return performance.now() - asked;
}

export interface ChangedPath {
  path: string;
  kind: 'modified' | 'added' | 'deleted';
}

/** What differs from the image in the container's own layer. */
export async function readChanges(engine: Engine, id: string): Promise<ChangedPath[]> {
  const changes: unknown = await ask(engine, () => engine.docker.getContainer(id).changes());
  const kinds = ['modified', 'added', 'deleted'] as const;
  if (!Array.isArray(changes)) return [];
  return (changes as { Path: string; Kind: number }[]).map(({ Path, Kind }) => ({
    path: Path,
    kind: kinds[Kind] ?? 'modified',
  }));
}

async function ask<T>(engine: Engine, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
}

/** Memory in use without the page cache that the kernel would give back; null where the engine does not say. */
export async function readMemory(engine: Engine, id: string): Promise<number | null> {
  try {
    const stats = await engine.docker.getContainer(id).stats({ stream: false, 'one-shot': true });
    const { usage, stats: detail } = stats.memory_stats as { usage?: number; stats?: Record<string, number> };
    if (!usage) return null;
    return usage - (detail?.inactive_file ?? detail?.total_inactive_file ?? 0);
  } catch {
    return null;
  }
}
