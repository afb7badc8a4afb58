import { lookUp } from '../facts.js';
import { cameUp } from '../observe/service.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { howItEnded } from './not-up.js';

export const optionalServices: Criterion = {
  id: 'optional-services',
  title: 'Runs without its optional services',
  principle: 'optional-services',
  needs: ['service'],
  limit: () => null,
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    const optional = facts.subject.spec.services.filter(({ required }) => !required).map(({ name }) => name);
    const without = optional.length > 0 ? `without ${optional.join(', ')}` : 'the Spec has no optional services';
    if (!cameUp(service.seen)) return fail('does not run', `${without}: ${howItEnded(service.seen)}`);
    return pass(
      without,
      optional.length > 0 ? `started and stayed healthy ${without}` : `${without}; it started and stayed healthy`,
    );
  },
};
