import { defineCause, type Evidence } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { composePlace } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

const nearly = 0.95;

export const processLimit = defineCause({
  id: 'process-limit',
  title: 'It may start no more processes or threads',
  principle: 'resource-limits',
  explains: ['application-error', 'health-check-failing', 'out-of-memory'],
  weigh(evidence) {
    const told = toldBy(evidence, 'process-limit');
    const { inside, stats } = evidence;
    const hits = inside?.processLimitHits ?? 0;
    const limit = limitOf(evidence);
    const full = stats !== null && limit !== null && stats.pids >= limit * nearly;
    const counted = hits > 0 ? (full || told.length > 0 ? 0.96 : 0.7) : full ? 0.85 : 0;
    const words = (told[0]?.confidence ?? 0) * (limit === null ? 0.8 : 1);
    const confidence = Math.max(counted, words);
    if (confidence === 0) return null;
    return {
      confidence,
      evidence: [...countedEvidence(evidence), ...told.slice(0, 3).map(quoteLog)],
      remedies: remediesFor(evidence, limit),
    };
  },
});

function limitOf({ stats, limits }: ContainerEvidence): number | null {
  return stats?.pidsLimit ?? (limits.pids > 0 ? limits.pids : null);
}

function countedEvidence(evidence: ContainerEvidence): Evidence[] {
  const { stats, inside, limits } = evidence;
  const limit = limitOf(evidence);
  return [
    ...(stats && limit !== null
      ? [{ source: 'stats', text: `${stats.pids} processes and threads; the limit is ${limit}` }]
      : []),
    ...(!stats && limit !== null
      ? [{ source: 'engine', text: `it may have ${limit} processes and threads at once` }]
      : []),
    ...(limits.maxProcesses !== null
      ? [{ source: 'engine', text: `the user may have ${limits.maxProcesses} processes (ulimit nproc)` }]
      : []),
    ...(inside?.processLimitHits
      ? [{ source: 'probe', text: `${inside.processLimitHits} times a process could not be made because of it` }]
      : []),
  ];
}

function remediesFor(evidence: ContainerEvidence, limit: number | null) {
  const wanted = Math.max(256, (limit ?? 0) * 2);
  const place = composePlace(evidence);
  return [
    {
      description: `Let it have ${wanted}${place ? `; in ${place.file}, service ${place.service}: pids_limit: ${wanted}` : ''}`,
      command: `docker update --pids-limit ${wanted} ${shellWord(evidence.name)}`,
    },
    {
      description: 'If the number only ever grows, children are started and never end, or are not collected',
      command: `docker top ${shellWord(evidence.name)}`,
    },
  ];
}
