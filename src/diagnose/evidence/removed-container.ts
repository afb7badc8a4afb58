import type { Engine } from '../../engine/connect.js';
import { readEvents as readEngineEvents } from '../../engine/container-events.js';
import type { ContainerEvidence, ContainerSettings, EngineFacts } from './container-evidence.js';
import { plainText } from './plain-text.js';
import { readableEvents } from './read-events.js';
import { lastExitCode } from './read-state.js';

const day = 24 * 60 * 60 * 1000;
const reason = 'the container was removed';

/**
 * What the engine's events still tell of a container that is gone.
 * @returns null where they know nothing of it either
 */
export async function recallRemoved(
  engine: Engine,
  nameOrId: string,
  facts: EngineFacts,
  at: number,
  signal: AbortSignal,
): Promise<ContainerEvidence | null> {
  // the events of its end may come a moment after it is gone
  const now = Date.now() + (facts.clockAheadMs ?? 0) + 100;
  const found = await readEngineEvents(engine, nameOrId, { since: now - day, until: now }, signal);
  const newest = found.at(-1);
  if (!newest) return null;
  // a name may have been given several times: the last one is meant
  const own = found.filter(({ id }) => id === newest.id);
  const events = readableEvents(own);
  const timeOf = (action: string) => own.findLast((event) => event.action === action)?.at ?? null;
  return {
    id: newest.id,
    name: plainText(newest.attributes.name ?? nameOrId, 255),
    image: plainText(newest.attributes.image ?? '', 500),
    state: {
      status: 'removed',
      exitCode: lastExitCode(events),
      oomKilled: own.some(({ action }) => action === 'oom'),
      stopped: false,
      error: '',
      pid: 0,
      createdAt: timeOf('create'),
      startedAt: timeOf('start'),
      finishedAt: timeOf('die'),
      restartCount: 0,
      health: null,
    },
    settings: unknownSettings,
    limits: { memoryBytes: 0, cpus: 0, pids: 0, shmBytes: 0, openFiles: null, maxProcesses: null },
    imageSettings: null,
    imageNamed: true,
    engine: facts,
    logs: { first: [], last: [], truncated: false, driver: '', unreadable: reason },
    events,
    stats: null,
    processes: null,
    changes: null,
    inside: null,
    files: [],
    neighbours: [],
    host: null,
    notMeasured: ['settings', 'logs', 'stats', 'processes', 'changes', 'probe'].map((source) => ({ source, reason })),
    at,
  };
}

const unknownSettings: ContainerSettings = {
  entrypoint: [],
  command: [],
  environment: new Map(),
  user: '',
  workingFolder: '',
  terminal: false,
  stopSignal: '',
  healthCheck: null,
  labels: {},
  exposedPorts: [],
  publishedPorts: [],
  networkMode: '',
  networks: [],
  extraHosts: [],
  mounts: [],
  restartPolicy: { name: '', maximumRetryCount: 0 },
  readOnlyRoot: false,
  privileged: false,
  addedCapabilities: [],
  droppedCapabilities: [],
  securityOptions: [],
  init: false,
  autoRemove: false,
  gpuRequested: false,
  logDriver: '',
  platform: '',
};
