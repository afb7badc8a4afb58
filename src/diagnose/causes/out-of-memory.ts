import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { endingOf } from '../ending.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quote, quoteLog } from '../quote-log.js';
import { changeSetting, composePlace } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';
import { memoryOption, memoryText } from '../remedies/sizes.js';
import { wasAskedToEnd } from '../standing.js';

const kill = 137;
const megabyte = 1024 * 1024;

interface Sign {
  confidence: number;
  evidence: Evidence;
}

/** The limit of the control group, or a heap's own, was met. */
export const outOfMemory = defineCause({
  id: 'out-of-memory',
  title: 'It needed more memory than it may have',
  principle: 'resource-limits',
  explains: ['killed-by-signal', 'restart-loop', 'application-error', 'health-check-failing'],
  weigh(gathered) {
    const evidence = sinceItsLimits(gathered);
    const told = toldBy(evidence, 'out-of-memory').filter(
      ({ finding }) => !isBareKill(finding.text) || wasKilled(evidence),
    );
    const signs = [
      ...engineSigns(evidence),
      ...groupSigns(evidence),
      ...told.slice(0, 2).map(logSign),
      ...bareKill(evidence),
    ];
    const strongest = Math.max(0, ...signs.map(({ confidence }) => confidence));
    if (strongest === 0) return null;
    const confirmed = signs.length > 1 && strongest >= 0.5 ? 0.02 : 0;
    return {
      confidence: Math.min(0.99, strongest + confirmed),
      evidence: [...signs.map((sign) => sign.evidence), ...amounts(evidence), ...lastWords(evidence, told)],
      remedies: remediesFor(evidence, told[0] ?? null),
    };
  },
});

/** Somebody gave it other limits, and it has run ever since: what came before says nothing of those it has. */
function sinceItsLimits(evidence: ContainerEvidence): ContainerEvidence {
  const { state, events } = evidence;
  const update = events.findLastIndex(({ action }) => action === 'update');
  const since = events.slice(update + 1);
  if (update < 0 || state.status !== 'running' || since.some(({ action }) => action === 'die')) return evidence;
  return { ...evidence, events: since, state: { ...state, exitCode: null } };
}

function engineSigns(evidence: ContainerEvidence): Sign[] {
  const { state, events } = evidence;
  const signs: Sign[] = [];
  const ended = state.status !== 'running' && state.status !== 'paused';
  if (state.oomKilled) {
    const code = state.exitCode === null ? '' : `, exit code ${state.exitCode}`;
    signs.push({
      // a child was killed, and what started it took that well
      confidence: ended && state.exitCode === 0 ? 0.6 : 0.98,
      evidence: { source: 'engine', text: `State.OOMKilled is true${code}` },
    });
  }
  const killings = events.filter(({ action }) => action === 'oom');
  if (killings.length > 0)
    signs.push({
      confidence: ended && (state.exitCode === 0 || wasAskedToEnd(evidence)) ? 0.5 : 0.93,
      evidence: { source: 'events', text: `the kernel killed for memory ${times(killings.length)} (event oom)` },
    });
  return signs;
}

/** Of a container that runs: a child may be killed again and again while process 1 lives on. */
function groupSigns({ inside }: ContainerEvidence): Sign[] {
  const kills = inside?.memory.oomKills ?? 0;
  if (kills === 0) return [];
  return [
    {
      confidence: 0.92,
      evidence: { source: 'probe', text: `memory.events of its control group: oom_kill ${kills}` },
    },
  ];
}

function logSign(told: Told): Sign {
  return { confidence: told.confidence, evidence: quoteLog(told) };
}

/** 137 alone is SIGKILL from anybody; nobody asked the engine for it, so that the kernel is likelier where memory is short. */
function bareKill(evidence: ContainerEvidence): Sign[] {
  const ending = endingOf(evidence);
  if (!wasKilled(evidence) || evidence.state.oomKilled || !ending?.remembered) return [];
  const { memoryBytes } = evidence.limits;
  return [
    {
      confidence: memoryBytes > 0 ? 0.3 : 0.2,
      evidence: {
        source: 'events',
        text: 'exit code 137 (SIGKILL), and no docker stop or kill before it; the engine did not note a kill for memory',
      },
    },
  ];
}

function wasKilled(evidence: ContainerEvidence): boolean {
  return evidence.state.exitCode === kill && !wasAskedToEnd(evidence);
}

/** What a shell prints of a child that got SIGKILL. */
function isBareKill(text: string): boolean {
  return /Killed\b/.test(text) && !/memory/i.test(text);
}

function amounts({ limits, stats, inside, engine }: ContainerEvidence): Evidence[] {
  const peak = inside?.memory.peakBytes ?? stats?.memoryPeakBytes ?? null;
  const limit: Evidence = {
    source: 'engine',
    text:
      limits.memoryBytes > 0
        ? `memory limit ${memoryText(limits.memoryBytes)}`
        : `no memory limit of its own; the engine's machine has ${memoryText(engine.memoryBytes)}`,
  };
  return peak === null ? [limit] : [limit, { source: 'stats', text: `peak so far ${memoryText(peak)}` }];
}

function lastWords({ logs }: ContainerEvidence, told: readonly Told[]): Evidence[] {
  const last = logs.last.findLast(({ text }) => text.trim() !== '');
  if (!last || told.some(({ finding }) => finding.text === last.text)) return [];
  return [{ source: 'logs', text: `last line before the end: ${quote(last.text)}` }];
}

function remediesFor(evidence: ContainerEvidence, told: Told | null): Remedy[] {
  const teller = told?.finding.teller ?? '';
  const heap = heapRemedy(evidence, teller, told?.finding.text ?? '');
  return heap ? [heap, ...limitRemedies(evidence)] : limitRemedies(evidence);
}

/** A runtime's heap has a limit of its own, below the container's. */
function heapRemedy(evidence: ContainerEvidence, teller: string, text: string): Remedy | null {
  if (evidence.state.oomKilled) return null;
  const room = evidence.limits.memoryBytes || Math.min(evidence.engine.memoryBytes, 4096 * megabyte);
  if (teller === 'Node.js' && text.includes('heap')) {
    const heap = Math.floor((room * 0.75) / megabyte);
    const value = `--max-old-space-size=${heap}`;
    return changeSetting(evidence, `Let V8's heap grow to ${heap} MB`, `environment: {NODE_OPTIONS: "${value}"}`, {
      options: ['-e', `NODE_OPTIONS=${value}`],
    });
  }
  if (teller === 'Java' && text.includes('OutOfMemoryError'))
    return changeSetting(
      evidence,
      'Let the JVM use three quarters of the memory, and drop a smaller -Xmx',
      'environment: {JAVA_TOOL_OPTIONS: "-XX:MaxRAMPercentage=75"}',
      { options: ['-e', 'JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=75'] },
    );
  if (teller === 'PHP') return { description: 'Raise memory_limit in php.ini, or: php -d memory_limit=512M' };
  return null;
}

function limitRemedies(evidence: ContainerEvidence): Remedy[] {
  const { limits, name, state } = evidence;
  if (limits.memoryBytes === 0)
    return [
      { description: 'Make it use less at once (smaller batches, fewer workers), or give the machine more memory' },
      { description: 'See what uses the memory of the machine', command: 'docker stats --no-stream' },
    ];
  const wanted = memoryOption(enough(limits.memoryBytes));
  const again =
    state.status === 'running' || state.status === 'restarting' ? '' : ` && docker start ${shellWord(name)}`;
  const place = composePlace(evidence);
  const line = `deploy.resources.limits.memory: ${wanted.toUpperCase()}`;
  return [
    {
      description: `Give it ${memoryText(enough(limits.memoryBytes))}`,
      command: `docker update --memory ${wanted} --memory-swap ${wanted} ${shellWord(name)}${again}`,
    },
    {
      description: place ? `To keep it: ${place.file}, service ${place.service}: ${line}` : `In compose.yaml: ${line}`,
    },
  ];
}

/** Twice as much, at least what a small service with an interpreter needs. */
function enough(limit: number): number {
  let wanted = 256 * megabyte;
  while (wanted < limit * 2) wanted *= 2;
  return wanted;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
