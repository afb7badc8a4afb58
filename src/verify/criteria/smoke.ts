import { maskSecrets } from '../../secrets/mask.js';
import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';
import { notUp } from './not-up.js';

export const smoke: Criterion = {
  id: 'smoke',
  title: 'Smoke requests',
  principle: 'measured',
  needs: ['service'],
  limit: ({ smoke }) => (smoke ? `${smoke.length} ${smoke.length === 1 ? 'request' : 'requests'} as expected` : null),
  judge(facts) {
    const service = lookUp(facts, 'service');
    if ('missing' in service) return notMeasured(service.missing);
    if (!facts.subject.spec.criteria.smoke) return notMeasured('the Spec names no smoke requests');
    const trouble = notUp(service.seen);
    if (trouble) return notMeasured(trouble);
    const { smoke: results } = service.seen;
    const wrong = results.flatMap(({ request, answer }) => {
      const { status, contains } = request.expect;
      if (answer.status !== status) return [`${request.request} gave ${answer.status ?? answer.error}, not ${status}`];
      if (contains === undefined || answer.body.includes(contains)) return [];
      return [
        `${request.request} gave ${status} without the expected text; it began: ${maskSecrets(answer.body.slice(0, 200))}`,
      ];
    });
    if (wrong.length > 0) return fail(`${results.length - wrong.length} of ${results.length}`, wrong.join('; '));
    return pass(
      `${results.length} of ${results.length}`,
      results.map(({ request, answer }) => `${request.request} ${answer.status}`).join(', '),
    );
  },
};
