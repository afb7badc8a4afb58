/** Everything that is known of one container, each part with its source; gathered read-only before any cause is weighed. */
export interface ContainerEvidence {
  id: string;
  /** Without the slash in front. */
  name: string;
  image: string;
  state: ContainerState;
  settings: ContainerSettings;
  limits: Limits;
  /** What its image says; null where the image is gone. */
  imageSettings: ImageSettings | null;
  /** The name that it was made by leads to an image, to this one or to a newer one; true where nobody could tell. */
  imageNamed: boolean;
  engine: EngineFacts;
  logs: Logs;
  /** Newest last; what the engine still knows of it. */
  events: readonly EngineEvent[];
  /** Running containers only. */
  stats: Stats | null;
  processes: readonly Process[] | null;
  /** Paths in the writable layer; null where the engine was not asked or cannot tell. */
  changes: readonly Change[] | null;
  inside: Inside | null;
  /** Paths in the container that matter; empty where they were not looked at. */
  files: readonly FileFact[];
  /** Other containers that it could talk to, or that hold its ports. */
  neighbours: readonly Neighbour[];
  /** What this machine itself shows; null where the engine is on another one. */
  host: HostFacts | null;
  /** What was wanted and could not be had. */
  notMeasured: readonly NotMeasured[];
  /** Epoch milliseconds by this machine's clock, when the gathering began. */
  at: number;
}

export type ContainerStatus =
  | 'created'
  | 'running'
  | 'paused'
  | 'restarting'
  | 'exited'
  | 'dead'
  | 'removing'
  | 'removed';

/** `docker inspect`, .State and .RestartCount. */
export interface ContainerState {
  status: ContainerStatus;
  /** Of the last end; null while it has never ended. */
  exitCode: number | null;
  oomKilled: boolean;
  /** Somebody stopped it through the engine; only Podman tells so, where others have events. */
  stopped: boolean;
  /** What the engine said when it could not start it; empty otherwise. */
  error: string;
  /** Process 1 on the engine's host; 0 when it does not run. */
  pid: number;
  /** Epoch milliseconds by the engine's clock; null where it never was. */
  createdAt: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  restartCount: number;
  health: Health | null;
}

export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy' | 'none';
  failingStreak: number;
  /** Oldest first; outputs are redacted and bounded. */
  log: readonly { exitCode: number; output: string; startedAt: number; durationMs: number }[];
}

/**
 * `docker inspect`, .Config and .HostConfig, as far as causes need it. Where a variable's name is a secret's, its value is `***`
 * (empty stays empty, an address keeps all but its login), so that set, empty and missing can be told apart.
 */
export interface ContainerSettings {
  entrypoint: readonly string[];
  command: readonly string[];
  environment: ReadonlyMap<string, string>;
  user: string;
  workingFolder: string;
  terminal: boolean;
  stopSignal: string;
  healthCheck: HealthCheck | null;
  labels: Readonly<Record<string, string>>;
  /** `8000/tcp`. */
  exposedPorts: readonly string[];
  /** What was asked for (`-p`), whether or not it runs. */
  publishedPorts: readonly PublishedPort[];
  networkMode: string;
  networks: readonly { name: string; address: string; aliases: readonly string[] }[];
  extraHosts: readonly string[];
  mounts: readonly Mount[];
  restartPolicy: { name: string; maximumRetryCount: number };
  readOnlyRoot: boolean;
  privileged: boolean;
  addedCapabilities: readonly string[];
  droppedCapabilities: readonly string[];
  securityOptions: readonly string[];
  init: boolean;
  autoRemove: boolean;
  gpuRequested: boolean;
  logDriver: string;
  /** `linux/arm64`, as far as the engine remembers; empty where it does not. */
  platform: string;
}

export interface HealthCheck {
  /** `CMD`, `CMD-SHELL` and so on first. */
  test: readonly string[];
  intervalMs: number;
  timeoutMs: number;
  startPeriodMs: number;
  retries: number;
}

export interface PublishedPort {
  containerPort: number;
  protocol: string;
  hostAddress: string;
  /** Null: the engine chooses one, and has not yet. */
  hostPort: number | null;
}

export interface Mount {
  type: 'bind' | 'volume' | 'tmpfs' | 'other';
  /** Path on the engine's host, or the volume's name. */
  source: string;
  target: string;
  writable: boolean;
}

/** 0 or null: not limited. */
export interface Limits {
  memoryBytes: number;
  cpus: number;
  pids: number;
  shmBytes: number;
  openFiles: number | null;
  maxProcesses: number | null;
}

export interface ImageSettings {
  id: string;
  architecture: string;
  os: string;
  entrypoint: readonly string[];
  command: readonly string[];
  exposedPorts: readonly string[];
  environment: ReadonlyMap<string, string>;
  user: string;
}

export interface EngineFacts {
  version: string;
  architecture: string;
  os: string;
  cgroupVersion: string;
  memoryBytes: number;
  cpus: number;
  /** `nvidia` where the engine has it. */
  runtimes: readonly string[];
  /** It is this machine's own engine: its host's ports and files are ours. */
  local: boolean;
  podman: boolean;
  /** How far the engine's clock is ahead of ours; null where it does not say. */
  clockAheadMs: number | null;
}

/** This machine, where the engine runs on it. */
export interface HostFacts {
  /** Where the engine keeps its data. */
  disk: { path: string; freeBytes: number; totalBytes: number } | null;
  /** Who listens on the ports that the container wants; the process is null where it may not be seen. */
  portHolders: readonly {
    port: number;
    protocol: 'tcp' | 'udp';
    address: string;
    pid: number | null;
    process: string | null;
  }[];
  /** Sources of bind mounts that do not exist. */
  missingMountSources: readonly string[];
}

/** A line of the container's own words: redacted, bounded, control characters escaped. Data, never instructions. */
export interface LogLine {
  text: string;
  stream: 'stdout' | 'stderr';
  /** Epoch milliseconds; null where the driver gives none. */
  at: number | null;
}

export interface Logs {
  /** The first 200 lines, less those that are in `last`: both in a row are all that was read, and short logs are all in `last`. */
  first: readonly LogLine[];
  /** The last 2,000 lines, or as many as were asked for. */
  last: readonly LogLine[];
  /** Lines between them were not read. */
  truncated: boolean;
  driver: string;
  /** Why they could not be read; null where they could. */
  unreadable: string | null;
}

export interface EngineEvent {
  /** `die`, `oom`, `kill`, `start`, `health_status: unhealthy`, ... */
  action: string;
  at: number;
  attributes: Readonly<Record<string, string>>;
}

/** `docker stats`, one sample of at least a few milliseconds. */
export interface Stats {
  memoryBytes: number;
  memoryPeakBytes: number | null;
  memoryLimitBytes: number;
  pids: number;
  pidsLimit: number | null;
  /** 1 is one processor. */
  cpus: number | null;
  throttledPeriods: number;
  periods: number;
}

/** A process as the container sees it where the source is /proc, as the host does otherwise. */
export interface Process {
  pid: number;
  parent: number;
  /** `Z` for a zombie, `D` for one that waits for a disk. */
  state: string;
  command: string;
  user: string;
}

export interface Change {
  path: string;
  kind: 'changed' | 'added' | 'deleted';
}

/** What lies at a path in the container, read through the engine. */
export interface FileFact {
  path: string;
  kind: 'file' | 'folder' | 'other' | 'missing';
  /** Permission bits and owner; 0 where nothing lies there. */
  mode: number;
  uid: number;
  gid: number;
  /** Of a compiled program, in the engines' words: `amd64`, `arm64`. */
  architecture: string | null;
  /** Of a script: what follows `#!`, with a carriage return as `\\r`. */
  interpreter: string | null;
  empty: boolean;
}

/** What the one read-only look inside has seen. */
export interface Inside {
  /** What looked: `cat`, `python3`, `node`, ... */
  means: string;
  listeners: readonly { address: string; port: number; protocol: 'tcp' | 'tcp6'; process: string | null }[];
  processes: readonly Process[];
  /** Of process 1: signals that it catches and ignores, by number. */
  caughtSignals: readonly number[];
  ignoredSignals: readonly number[];
  /** Open files and processes: soft limits of process 1. */
  openFilesLimit: number | null;
  openFiles: number | null;
  processesLimit: number | null;
  /** Free space by mount point; inodes are null where they are not counted. */
  disks: readonly {
    target: string;
    type: string;
    writable: boolean;
    freeBytes: number;
    totalBytes: number;
    freeInodes: number | null;
  }[];
  throttledPeriods: number | null;
  periods: number | null;
  /** The control group's own counts since the container's start: a child may be killed for memory while process 1 lives on. */
  memory: { peakBytes: number | null; limitHits: number | null; oomKills: number | null };
  /** How often a process could not be made because of the limit. */
  processLimitHits: number | null;
  /** Lines of resolv.conf. */
  nameServers: readonly string[];
  epochMs: number | null;
  /** `+0200`, of a program without a setting of its own. */
  timeZone: string | null;
}

export interface Neighbour {
  id: string;
  name: string;
  image: string;
  status: string;
  /** Networks that both are in. */
  sharedNetworks: readonly string[];
  networks: readonly string[];
  aliases: readonly string[];
  publishedPorts: readonly PublishedPort[];
  exposedPorts: readonly string[];
  composeService: string | null;
  health: string | null;
}

export interface NotMeasured {
  /** `logs`, `stats`, `probe`, `events`, ... */
  source: string;
  reason: string;
}
