import { type Criterion, notMeasured } from './criterion.js';

export const vulnerabilities: Criterion = {
  id: 'vulnerabilities',
  title: 'Known vulnerabilities',
  principle: 'pinned-base',
  needs: [],
  limit: ({ vulnerabilities }) =>
    vulnerabilities
      ? `at most ${vulnerabilities.critical} critical${vulnerabilities.high === undefined ? '' : `, ${vulnerabilities.high} high`}`
      : null,
  judge: () => notMeasured('this version does not compare packages with vulnerability data'),
};
