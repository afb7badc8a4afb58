import { formatDuration, parseDuration } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { notUp } from './not-up.js';

/** 128 and the signal's number is what a process that a signal ended leaves behind: fair for SIGTERM and SIGINT. */
const accepted = [0, 128 + 15, 128 + 2];

export const gracefulShutdown: Criterion = {
  id: 'graceful-shutdown',
  title: 'Graceful shutdown',
  principle: 'graceful-shutdown',
  needs: ['service'],
  limit: (criteria) =>
    criteria['graceful-shutdown']
      ? `within ${formatDuration(parseDuration(criteria['graceful-shutdown'].within) ?? 0)}`
      : null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const { stop, kind, ended } = service.seen;
    if (kind === 'job' && ended?.exitCode === 0)
      return pass('ran to its end', 'a job: it ended by itself with exit code 0');
    if (!stop) return notMeasured(notUp(service.seen) ?? 'it was not stopped');
    const measured = Math.round(stop.milliseconds);
    const limit = parseDuration(facts.subject.spec.criteria['graceful-shutdown']?.within ?? '');
    const { exitCode } = stop.state;
    if (exitCode === 137) return fail(measured, 'SIGTERM was ignored, and it had to be killed', 'ms');
    const evidence = `SIGTERM, exit code ${exitCode}`;
    if (!accepted.includes(exitCode)) return fail(measured, `${evidence}: it did not end cleanly`, 'ms');
    return limit === null || measured <= limit ? pass(measured, evidence, 'ms') : fail(measured, evidence, 'ms');
  },
};
