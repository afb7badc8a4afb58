import { formatDuration, parseDuration } from '../../spec/units.js';
import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';

export const rebuild: Criterion = {
  id: 'rebuild',
  title: 'Rebuild after a code change',
  principle: 'layer-order',
  needs: ['rebuild'],
  limit: (criteria) =>
    criteria.rebuild ? `at most ${formatDuration(parseDuration(criteria.rebuild.max) ?? 0)}` : null,
  judge(facts) {
    const rebuilt = lookUp(facts, 'rebuild');
    if ('missing' in rebuilt) return notMeasured(rebuilt.missing);
    const { file, milliseconds, layers, rebuiltLayers, reinstalled } = rebuilt.seen;
    const measured = Math.round(milliseconds);
    const evidence = `${rebuiltLayers} of ${layers} layers after a change in ${file}`;
    if (reinstalled.length > 0)
      return fail(measured, `${evidence}; the dependencies were installed again by ${reinstalled[0]}`, 'ms');
    const limit = parseDuration(facts.subject.spec.criteria.rebuild?.max ?? '');
    if (limit !== null && measured > limit) return fail(measured, evidence, 'ms');
    return pass(measured, rebuiltLayers === 0 ? `${evidence}: the image does not contain that file` : evidence, 'ms');
  },
};
