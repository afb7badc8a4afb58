import { formatDuration, parseDuration } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { cameUp } from '../observe/service.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { howItEnded } from './not-up.js';

export const coldStart: Criterion = {
  id: 'cold-start',
  title: 'Cold start',
  principle: 'compiled-bytecode',
  needs: ['service'],
  limit: (criteria) =>
    criteria['cold-start'] ? `at most ${formatDuration(parseDuration(criteria['cold-start'].max) ?? 0)}` : null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const { kind, readiness, engineMs, ended } = service.seen;
    if (!cameUp(service.seen) || readiness.milliseconds === null) return fail(null, howItEnded(service.seen));
    const measured = Math.round(readiness.milliseconds);
    const limit = parseDuration(facts.subject.spec.criteria['cold-start']?.max ?? '');
    const until = {
      service: 'to the first healthy answer',
      worker: 'to a running process that stayed up',
      job: `to its end, exit code ${ended?.exitCode}`,
    }[kind];
    const evidence = `from the container’s start ${until}; ${formatDuration(engineMs)} of it the engine’s own`;
    return limit === null || measured <= limit ? pass(measured, evidence, 'ms') : fail(measured, evidence, 'ms');
  },
};
