import { defineCause, type Evidence } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { composePlace } from '../remedies/compose-place.js';
import { shellWord } from '../remedies/shell-word.js';

/** Of 100 ms each: fewer than these tell nothing. */
const leastPeriods = 20;

export const cpuThrottled = defineCause({
  id: 'cpu-throttled',
  title: 'It is held back by its CPU limit',
  principle: 'resource-limits',
  explains: ['health-check-failing'],
  weigh(evidence) {
    const counted = counts(evidence);
    if (!counted || counted.periods < leastPeriods) return null;
    const share = counted.throttled / counted.periods;
    if (share < 0.05) return null;
    const { stats, limits, name, engine } = evidence;
    const usage: Evidence[] =
      stats?.cpus != null
        ? [
            {
              source: 'stats',
              text: `it uses ${stats.cpus.toFixed(2)} CPUs now; its limit is ${limits.cpus || 'not told'}`,
            },
          ]
        : [{ source: 'engine', text: `its limit is ${limits.cpus || 'not told'} CPUs` }];
    const wanted = Math.min(engine.cpus || 1, Math.max(1, Math.ceil(limits.cpus * 2)));
    const place = composePlace(evidence);
    return {
      confidence: confidenceOf(share, evidence),
      evidence: [
        {
          source: counted.source,
          text: `held back in ${counted.throttled} of ${counted.periods} periods (${Math.round(share * 100)} %)`,
        },
        ...usage,
      ],
      remedies: [
        {
          description: `Give it ${wanted} CPUs${place ? `; in ${place.file}, service ${place.service}: cpus: ${wanted}` : ''}`,
          command: `docker update --cpus ${wanted} ${shellWord(name)}`,
        },
        {
          description:
            'Or let it start fewer threads: runtimes count the processors of the machine, not the limit (OMP_NUM_THREADS, GOMAXPROCS, UV_THREADPOOL_SIZE, workers of a server)',
        },
      ],
    };
  },
});

/** A burst at the start is held back too and does no harm; what matters is that it still is. A sample is hardly longer than a period. */
function confidenceOf(share: number, { stats, limits }: ContainerEvidence): number {
  const busy = stats?.cpus != null && limits.cpus > 0 ? stats.cpus >= limits.cpus * 0.4 : null;
  if (share >= 0.5) return busy === false ? 0.2 : busy ? 0.85 : 0.6;
  if (share >= 0.25) return busy ? 0.55 : 0.15;
  return 0.12;
}

function counts({ stats, inside }: ContainerEvidence): { throttled: number; periods: number; source: string } | null {
  if (stats && stats.periods > 0) return { throttled: stats.throttledPeriods, periods: stats.periods, source: 'stats' };
  if (inside?.periods) return { throttled: inside.throttledPeriods ?? 0, periods: inside.periods, source: 'probe' };
  return null;
}
