import { lookUp } from '../facts.js';
import { type Criterion, fail, notMeasured, pass } from './criterion.js';

const shown = 5;

export const reproducible: Criterion = {
  id: 'reproducible',
  title: 'Reproducible build',
  principle: 'reproducible',
  needs: ['reproducible'],
  limit: () => null,
  judge(facts) {
    const builds = lookUp(facts, 'reproducible');
    if ('missing' in builds) return notMeasured(builds.missing);
    const { paths, sameLayers, differences } = builds.seen;
    const compared = `two clean builds, ${paths} paths above ${sameLayers} layers of one digest, times ignored`;
    if (differences.length === 0) return pass('identical', `${compared}: same paths, modes, owners and contents`);
    const list = differences.slice(0, shown).map(({ path, what }) => `layer ${path} (${what})`);
    const more = differences.length > shown ? `, and ${differences.length - shown} more` : '';
    return fail(`${differences.length} differ`, `${compared}: ${list.join(', ')}${more}`);
  },
};
