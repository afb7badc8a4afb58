import { isHealthy } from '../../engine/probe.js';
import { formatDuration, parseDuration } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { cameUp } from '../observe/service.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { howItEnded } from './not-up.js';

export const health: Criterion = {
  id: 'health',
  title: 'Health',
  principle: 'health-check',
  needs: ['service'],
  limit: ({ health }) => (health ? `within ${formatDuration(parseDuration(health.within) ?? 0)}` : null),
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const { sign, spec } = facts.subject;
    if (!sign) return notMeasured('it serves no port');
    const what = 'path' in sign ? `GET ${sign.path}` : 'a TCP connection';
    if (!cameUp(service.seen)) return fail(null, `${what} never succeeded: ${howItEnded(service.seen)}`);
    const { health: answers, reached } = service.seen;
    const bad = answers.find((answer) => !isHealthy(answer));
    if (bad) return fail(null, `${what} gave ${bad.status ?? bad.error} after it had succeeded before`);
    const worst = Math.max(...answers.map(({ milliseconds }) => milliseconds));
    const measured = Math.round(worst * 10) / 10;
    const limit = parseDuration(spec.criteria.health?.within ?? '');
    const status = 'path' in sign ? ` ${answers[0]?.status}` : '';
    const evidence = `${what}${status}, slowest of ${answers.length}, ${reached}`;
    return limit === null || worst <= limit ? pass(measured, evidence, 'ms') : fail(measured, evidence, 'ms');
  },
};
