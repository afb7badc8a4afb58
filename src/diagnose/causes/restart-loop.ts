import { defineCause, type Evidence } from '../cause.js';
import { duration } from '../duration.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { policyText } from '../restart-advice.js';

/** Longer ago it has shown that it stays up. */
const settledMs = 60_000;

export const restartLoop = defineCause({
  id: 'restart-loop',
  title: 'It is restarted again and again',
  principle: 'healthy-dependencies',
  explains: ['completed-normally'],
  weigh(evidence) {
    const confidence = confidenceOf(evidence);
    if (confidence === 0) return null;
    const { state, settings, name } = evidence;
    const policy = policyText(settings.restartPolicy);
    const endsWell = state.exitCode === 0;
    return {
      confidence,
      evidence: [
        {
          source: 'engine',
          text: `restarted ${state.restartCount} times by the restart policy ${policy}${rate(evidence)}`,
        },
        { source: 'engine', text: `it ended with exit code ${state.exitCode ?? 'unknown'} last` },
        ...lifetime(evidence),
      ],
      remedies: [
        ...(endsWell
          ? [
              {
                description: 'It is a job that is done each time: let it end',
                command: `docker update --restart=on-failure:3 ${name}`,
              },
            ]
          : [
              {
                description: 'Stop restarting it while you look for the reason',
                command: `docker update --restart=no ${name}`,
              },
            ]),
        { description: 'Read what each attempt said', command: `docker logs --timestamps --tail 100 ${name}` },
        ...(endsWell || policy.startsWith('on-failure')
          ? []
          : [
              {
                description: 'Give up after five attempts, so that the failure is seen',
                command: `docker update --restart=on-failure:5 ${name}`,
              },
            ]),
      ],
    };
  },
});

function confidenceOf(evidence: ContainerEvidence): number {
  const { state, settings } = evidence;
  const { name, maximumRetryCount } = settings.restartPolicy;
  if (state.restartCount === 0) return 0;
  if (state.status === 'restarting') return state.restartCount >= 2 ? 0.95 : 0.7;
  if (state.status === 'running')
    return upFor(evidence) > settledMs
      ? attempts(evidence).length >= 5
        ? 0.3
        : 0.1
      : state.restartCount >= 3
        ? 0.9
        : 0.5;
  const gaveUp = name === 'on-failure' && maximumRetryCount > 0 && state.restartCount >= maximumRetryCount;
  if (state.status === 'exited' && state.exitCode !== 0) return gaveUp ? 0.85 : state.restartCount >= 2 ? 0.6 : 0.3;
  return 0;
}

function upFor({ state, at, engine }: ContainerEvidence): number {
  return state.startedAt === null ? 0 : at + (engine.clockAheadMs ?? 0) - state.startedAt;
}

function attempts({ events }: ContainerEvidence): readonly { at: number }[] {
  return events.filter(({ action }) => action === 'die');
}

/** By the events as long as they are remembered, else by the whole life. */
function rate(evidence: ContainerEvidence): string {
  const ends = attempts(evidence);
  const { state } = evidence;
  const [first, last] = [ends[0]?.at, ends.at(-1)?.at];
  const [count, span] =
    first !== undefined && last !== undefined && ends.length > 1
      ? [ends.length - 1, last - first]
      : [state.restartCount, (state.finishedAt ?? state.startedAt ?? 0) - (state.createdAt ?? 0)];
  if (span <= 0) return '';
  const perMinute = (count * 60_000) / span;
  return `, ${perMinute >= 10 ? Math.round(perMinute) : perMinute.toFixed(1)} a minute`;
}

function lifetime({ events }: ContainerEvidence): Evidence[] {
  const end = events.findLastIndex(({ action }) => action === 'die');
  const start = events.slice(0, Math.max(0, end)).findLast(({ action }) => action === 'start');
  const ended = events[end];
  if (!start || !ended) return [];
  return [{ source: 'events', text: `the last attempt ran for ${duration(ended.at - start.at)}` }];
}
