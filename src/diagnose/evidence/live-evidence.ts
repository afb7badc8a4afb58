import type { Engine } from '../../engine/connect.js';
import { readStats } from '../../engine/container-stats.js';
import { readTop } from '../../engine/container-top.js';
import { findMeans, lookInside, type Means } from '../../engine/look-inside.js';
import type { ContainerEvidence, ContainerSettings, ContainerStatus, Process, Stats } from './container-evidence.js';
import type { Parts } from './part.js';
import { plainText } from './plain-text.js';
import { readInside } from './read-inside.js';

export interface LiveContainer {
  engine: Engine;
  id: string;
  status: ContainerStatus;
  settings: ContainerSettings;
  secrets: readonly string[];
  parts: Parts;
}

type LiveEvidence = Pick<ContainerEvidence, 'stats' | 'processes' | 'inside'>;

const patienceMs = 5_000;
const mostProcesses = 500;
/** What starting a program in the container takes of its limits: who looks must not be what makes it fall. */
const processesNeeded = 4;
const memoryNeeded = { sh: 8e6, busybox: 8e6, perl: 24e6, python3: 32e6, ruby: 48e6, php: 48e6, node: 96e6 };

/** What only a container that runs can show: its use of resources, its processes, its own view of itself. */
export async function takeLive(container: LiveContainer, probe: boolean): Promise<LiveEvidence> {
  const { engine, id, status, parts } = container;
  if (!probe) parts.note('probe', 'not asked for');
  else if (status !== 'running')
    parts.note('probe', `only a running container can be looked into; this one is ${status}`);
  if (status !== 'running' && status !== 'paused') return { stats: null, processes: null, inside: null };
  const stats = parts.take('stats', patienceMs, (signal) => readStats(engine, id, signal));
  const [processes, inside] = await Promise.all([
    parts.take('processes', patienceMs, (signal) => readProcesses(container, signal)),
    probe && status === 'running' ? takeInside(container, stats) : null,
  ]);
  return { stats: await stats, processes, inside };
}

async function readProcesses({ engine, id, secrets }: LiveContainer, signal: AbortSignal): Promise<Process[]> {
  const processes = await readTop(engine, id, signal);
  return processes.slice(0, mostProcesses).map((process) => ({
    ...process,
    user: plainText(process.user, 100),
    command: plainText(process.command, 1_000, secrets),
  }));
}

async function takeInside(
  { engine, id, settings, secrets, parts }: LiveContainer,
  measuring: Promise<Stats | null>,
): Promise<ContainerEvidence['inside']> {
  return parts.take('probe', patienceMs, async (signal) => {
    const path = settings.environment.get('PATH') ?? '';
    const [means, stats] = await Promise.all([findMeans(engine, id, path, signal), measuring]);
    if (!means) throw new Error('the image has nothing to read /proc with: no cat, no interpreter');
    const tight = whatIsTight(means, stats);
    if (tight) throw new Error(`${tight}, so that looking inside could disturb it`);
    return readInside(await lookInside(engine, id, means, signal), secrets);
  });
}

function whatIsTight({ means }: Means, stats: Stats | null): string | null {
  if (!stats) return null;
  const { memoryBytes, memoryLimitBytes, pids, pidsLimit } = stats;
  if (pidsLimit !== null && pids + processesNeeded > pidsLimit) return `it has ${pids} of ${pidsLimit} processes`;
  if (memoryLimitBytes > 0 && memoryLimitBytes - memoryBytes < memoryNeeded[means]) return 'its memory is nearly full';
  return null;
}
