import { defineCause, type Evidence } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

const nearly = 0.95;

export const fileDescriptorLimit = defineCause({
  id: 'file-descriptor-limit',
  title: 'It may open no more files',
  principle: 'resource-limits',
  explains: ['application-error', 'name-not-resolved', 'connection-refused'],
  weigh(evidence) {
    const told = toldBy(evidence, 'open-files');
    const full = isFull(evidence);
    const confidence = Math.max(told[0]?.confidence ?? 0, full ? (told.length > 0 ? 0.97 : 0.85) : 0);
    if (confidence === 0) return null;
    const wanted = Math.max(65_536, (limitOf(evidence) ?? 0) * 4);
    return {
      confidence,
      evidence: [...counted(evidence), ...told.slice(0, 3).map(quoteLog)],
      remedies: [
        changeSetting(evidence, `Let it open ${wanted} files`, `ulimits: {nofile: ${wanted}}`, {
          options: ['--ulimit', `nofile=${wanted}:${wanted}`],
        }),
        {
          description: 'If the number only ever grows, the application opens and does not close: see what it holds',
          command: `docker exec ${evidence.name} ls -l /proc/1/fd`,
        },
      ],
    };
  },
});

function limitOf({ inside, limits }: ContainerEvidence): number | null {
  return inside?.openFilesLimit ?? limits.openFiles;
}

function isFull(evidence: ContainerEvidence): boolean {
  const limit = limitOf(evidence);
  const open = evidence.inside?.openFiles ?? null;
  return limit !== null && limit > 0 && open !== null && open >= limit * nearly;
}

function counted(evidence: ContainerEvidence): Evidence[] {
  const limit = limitOf(evidence);
  const open = evidence.inside?.openFiles ?? null;
  if (limit === null) return [];
  if (open === null) return [{ source: 'engine', text: `it may open ${limit} files at once` }];
  return [{ source: 'probe', text: `process 1 holds ${open} files open; its limit is ${limit}` }];
}
