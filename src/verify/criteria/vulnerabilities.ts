import type { Vulnerabilities } from '../../audit/vulnerabilities/vulnerability.js';
import { lookUp } from '../facts.js';
import { type Criterion, fail, type Judgement, notMeasured, pass } from './criterion.js';

const shown = 5;

export const vulnerabilities: Criterion = {
  id: 'vulnerabilities',
  title: 'Known vulnerabilities',
  principle: 'patched-packages',
  needs: ['vulnerabilities'],
  limit: ({ vulnerabilities }) =>
    vulnerabilities
      ? `at most ${vulnerabilities.critical} critical${vulnerabilities.high === undefined ? '' : `, ${vulnerabilities.high} high`}`
      : null,
  judge(facts) {
    const observed = lookUp(facts, 'vulnerabilities');
    if ('missing' in observed) return notMeasured(observed.missing);
    const { critical = 0, high } = facts.subject.spec.criteria.vulnerabilities ?? {};
    return compare(observed.seen, critical, high ?? Number.POSITIVE_INFINITY);
  },
};

/** What has no score, or was not compared, may be anything: it passes only where the limits would bear that too. */
function compare(seen: Vulnerabilities, mostCritical: number, mostHigh: number): Judgement {
  if (seen.status === 'not-scanned') return notMeasured(seen.reason ?? 'nothing could look for them');
  const { critical, high, medium, low, unknown, notCompared, scanner } = seen;
  const counts = `${critical} critical, ${high} high, ${medium} medium, ${low} low, ${unknown} without a score`;
  if (critical > mostCritical || high > mostHigh) return fail(counts, `${worstOf(seen)} (${scanner})`);
  if (critical + unknown > mostCritical || high + unknown > mostHigh)
    return notMeasured(`${counts}: what has no score may be critical (${scanner})`);
  if (notCompared > 0) return notMeasured(`${counts}, but ${seen.reason} (${scanner})`);
  return pass(counts, `by ${scanner}`);
}

function worstOf({ items }: Vulnerabilities): string {
  const list = items.slice(0, shown).map(({ id, package: name, version, fixedVersion }) => {
    const remedy = fixedVersion ? `fixed in ${fixedVersion}` : 'no fix yet';
    return `${id} in ${name} ${version} (${remedy})`;
  });
  return list.join(', ') + (items.length > shown ? `, and ${items.length - shown} more` : '');
}
