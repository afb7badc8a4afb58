import type {
  ContainerEvidence,
  EngineEvent,
  FileFact,
  Inside,
  LogLine,
  Neighbour,
} from '../../src/diagnose/evidence/container-evidence.js';

type Changes = Partial<Omit<ContainerEvidence, 'state' | 'settings' | 'limits' | 'engine'>> & {
  state?: Partial<ContainerEvidence['state']>;
  settings?: Partial<ContainerEvidence['settings']>;
  limits?: Partial<ContainerEvidence['limits']>;
  engine?: Partial<ContainerEvidence['engine']>;
};

export const now = Date.parse('2026-01-31T12:00:00.000Z');
/** When a container of these tests was started. */
export const startedAt = now - 600_000;

/** What is known of a container that runs and of which nothing is wrong, changed where a test says so. */
export function anEvidence(changes: Changes = {}): ContainerEvidence {
  const { state, settings, limits, engine, ...others } = changes;
  return {
    id: 'a'.repeat(64),
    name: 'web',
    image: 'shop:1.0.0',
    imageSettings: {
      id: `sha256:${'b'.repeat(64)}`,
      architecture: 'amd64',
      os: 'linux',
      entrypoint: [],
      command: ['python3', 'main.py'],
      exposedPorts: [],
      environment: new Map([['PATH', '/usr/local/bin:/usr/bin:/bin']]),
      user: '',
    },
    imageNamed: true,
    logs: { first: [], last: [], truncated: false, driver: 'json-file', unreadable: null },
    events: [],
    stats: null,
    processes: null,
    changes: null,
    inside: null,
    files: [],
    neighbours: [],
    host: null,
    notMeasured: [],
    at: now,
    ...others,
    state: {
      status: 'running',
      exitCode: null,
      oomKilled: false,
      stopped: false,
      error: '',
      pid: 4711,
      createdAt: startedAt - 1_000,
      startedAt,
      finishedAt: null,
      restartCount: 0,
      health: null,
      ...state,
    },
    settings: {
      entrypoint: [],
      command: ['python3', 'main.py'],
      environment: new Map([['PATH', '/usr/local/bin:/usr/bin:/bin']]),
      user: '',
      workingFolder: '/app',
      terminal: false,
      stopSignal: 'SIGTERM',
      healthCheck: null,
      labels: {},
      exposedPorts: [],
      publishedPorts: [],
      networkMode: 'bridge',
      networks: [{ name: 'bridge', address: '172.17.0.2', aliases: [] }],
      extraHosts: [],
      mounts: [],
      restartPolicy: { name: 'no', maximumRetryCount: 0 },
      readOnlyRoot: false,
      privileged: false,
      addedCapabilities: [],
      droppedCapabilities: [],
      securityOptions: [],
      init: false,
      autoRemove: false,
      gpuRequested: false,
      logDriver: 'json-file',
      platform: 'linux/amd64',
      ...settings,
    },
    limits: { memoryBytes: 0, cpus: 0, pids: 0, shmBytes: 67_108_864, openFiles: null, maxProcesses: null, ...limits },
    engine: {
      version: '28.5.0',
      architecture: 'amd64',
      os: 'linux',
      cgroupVersion: '2',
      memoryBytes: 16_000_000_000,
      cpus: 4,
      runtimes: ['runc'],
      local: true,
      podman: false,
      clockAheadMs: 0,
      ...engine,
    },
  };
}

/** Lines that it said a second ago, one each hundredth of a second. */
export function saying(...texts: string[]): ContainerEvidence['logs'] {
  return { ...anEvidence().logs, last: logLines(...texts) };
}

export function logLines(...texts: string[]): LogLine[] {
  return texts.map((text, index) => ({ text, stream: 'stderr', at: now - 1_000 + index * 10 }));
}

/** It ended by itself with this code, saying this. */
export function anEnded(exitCode: number, texts: string[], changes: Changes = {}): ContainerEvidence {
  return anEvidence({
    logs: saying(...texts),
    events: [anEvent('start', startedAt), anEvent('die', now - 500, { exitCode: String(exitCode) })],
    ...changes,
    state: { status: 'exited', exitCode, pid: 0, finishedAt: now - 500, ...changes.state },
  });
}

/** The engine could not start it. */
export function aRefused(error: string, exitCode: number, changes: Changes = {}): ContainerEvidence {
  return anEvidence({
    ...changes,
    state: { status: 'created', exitCode, error, pid: 0, startedAt: null, ...changes.state },
  });
}

export function anEvent(action: string, at: number, attributes: EngineEvent['attributes'] = {}): EngineEvent {
  return { action, at, attributes };
}

/** A look inside that found nothing of note. */
export function anInside(changes: Partial<Inside> = {}): Inside {
  return {
    means: 'sh and cat',
    listeners: [],
    processes: [{ pid: 1, parent: 0, state: 'S', command: 'python3 main.py', user: '0' }],
    caughtSignals: [2, 15],
    ignoredSignals: [],
    openFilesLimit: 1_048_576,
    openFiles: 12,
    processesLimit: null,
    disks: [],
    throttledPeriods: 0,
    periods: 100,
    memory: { peakBytes: 40_000_000, limitHits: 0, oomKills: 0 },
    processLimitHits: 0,
    nameServers: ['nameserver 127.0.0.11'],
    epochMs: now,
    timeZone: '+0000',
    ...changes,
  };
}

export function listensOn(
  address: string,
  port: number,
  process: string | null = 'python3 main.py',
): Inside['listeners'][number] {
  return { address, port, protocol: address.includes(':') ? 'tcp6' : 'tcp', process };
}

export function aNeighbour(name: string, changes: Partial<Neighbour> = {}): Neighbour {
  return {
    id: name.padEnd(64, '0'),
    name,
    image: `${name}:1`,
    status: 'running',
    sharedNetworks: [],
    networks: [],
    aliases: [],
    publishedPorts: [],
    exposedPorts: [],
    composeService: null,
    health: null,
    ...changes,
  };
}

export function aFile(path: string, changes: Partial<FileFact> = {}): FileFact {
  return {
    path,
    kind: 'file',
    mode: 0o755,
    uid: 0,
    gid: 0,
    architecture: null,
    interpreter: null,
    empty: false,
    ...changes,
  };
}

export function publishing(containerPort: number, hostPort: number | null = containerPort) {
  return { containerPort, protocol: 'tcp', hostAddress: '127.0.0.1', hostPort };
}
