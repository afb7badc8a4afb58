import { defineCause, type Evidence, type Remedy } from '../cause.js';
import { duration } from '../duration.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { checkCommand, checkText, failedChecks, type HealthProbe } from '../health-check.js';
import { quote } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

type Kind = 'too-slow' | 'too-early' | 'fails';

export const healthCheckFailing = defineCause({
  id: 'health-check-failing',
  title: 'The health check fails',
  principle: 'health-check',
  weigh(evidence) {
    const { health, status } = evidence.state;
    const failed = failedChecks(evidence);
    const last = failed.at(-1);
    if (!health || !last) return null;
    const kind = kindOf(evidence, failed);
    return {
      confidence: confidenceOf(health.status, status === 'running' || status === 'paused', failed.length),
      evidence: evidenceFor(evidence, failed, kind),
      remedies: remediesFor(evidence, kind),
    };
  },
});

/** One that has ended is no longer asked; one whose checks fail within the start period may still come up. */
function confidenceOf(status: string, runs: boolean, times: number): number {
  if (!runs) return status === 'unhealthy' ? 0.3 : 0.1;
  if (status === 'unhealthy') return 0.93;
  return status === 'starting' && times > 1 ? 0.4 : 0.15;
}

/** The engine ends a check that takes too long, with these words and the exit code -1. */
function isTooSlow({ exitCode, output }: HealthProbe): boolean {
  return exitCode === -1 && /exceeded timeout|timed out/i.test(output);
}

function kindOf({ settings, state, logs }: ContainerEvidence, failed: readonly HealthProbe[]): Kind {
  const last = failed.at(-1) as HealthProbe;
  if (isTooSlow(last)) return 'too-slow';
  const { startedAt } = state;
  const startPeriod = settings.healthCheck?.startPeriodMs ?? 0;
  if (startedAt === null) return 'fails';
  const passedEver = state.health?.log.some(({ exitCode }) => exitCode === 0) ?? false;
  const sinceStart = last.startedAt - startedAt;
  // whatever it is about to do, it was not done when it was last asked
  const busy = logs.last
    .slice(-5)
    .some(({ text }) => /\b(?:loading|starting|initializ|warming|migrat|download|waiting|preparing)/i.test(text));
  return !passedEver && sinceStart < 60_000 && sinceStart > startPeriod && busy ? 'too-early' : 'fails';
}

function evidenceFor(evidence: ContainerEvidence, failed: readonly HealthProbe[], kind: Kind): Evidence[] {
  const { state, settings } = evidence;
  const last = failed.at(-1) as HealthProbe;
  const check = settings.healthCheck;
  const lines: Evidence[] = [
    {
      source: 'engine',
      text: `health is ${state.health?.status}: ${Math.max(state.health?.failingStreak ?? 0, failed.length)} checks failed in a row`,
    },
    { source: 'engine', text: `the check is ${checkText(evidence)}` },
    isTooSlow(last)
      ? {
          source: 'engine',
          text: `it did not end within its timeout of ${duration(check?.timeoutMs ?? last.durationMs)}`,
        }
      : {
          source: 'engine',
          text: `it ended with exit code ${last.exitCode}${last.output === '' ? ' and printed nothing' : ` and printed ${quote(last.output)}`}`,
        },
  ];
  if (kind === 'too-early' && state.startedAt !== null)
    lines.push({
      source: 'engine',
      text: `the last check came ${duration(last.startedAt - state.startedAt)} after the start, with a start period of ${duration(check?.startPeriodMs ?? 0)}; it still says ${quote(evidence.logs.last.at(-1)?.text ?? '')}`,
    });
  return lines;
}

function remediesFor(evidence: ContainerEvidence, kind: Kind): Remedy[] {
  const byHand: Remedy = { description: 'Run the check by hand and see what it says', command: checkCommand(evidence) };
  const check = evidence.settings.healthCheck;
  if (kind === 'too-slow') {
    const wanted = Math.max(5, Math.ceil(((check?.timeoutMs ?? 1_000) * 3) / 1000));
    return [
      { description: 'Make the route that it asks answer at once: it must call no database and no other service' },
      changeSetting(evidence, `Give it ${wanted} seconds`, `healthcheck: {timeout: ${wanted}s}`, {
        options: ['--health-timeout', `${wanted}s`],
      }),
      byHand,
    ];
  }
  if (kind === 'too-early')
    return [
      changeSetting(evidence, 'Give it time to start before failures count', 'healthcheck: {start_period: 60s}', {
        options: ['--health-start-period', '60s'],
      }),
      byHand,
    ];
  return [
    byHand,
    { description: 'See what the service said meanwhile', command: `docker logs --tail 50 ${evidence.name}` },
  ];
}
