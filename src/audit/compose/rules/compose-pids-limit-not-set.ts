import { limitOf, limitPlace } from '../model/limits.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composePidsLimitNotSet = defineComposeRule({
  id: 'compose-pids-limit-not-set',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Pids Limit Not Set'] },
  principle: 'resource-limits',
  title: 'Limit the number of processes',
  why: 'A service that forks without end takes every process number of the host. KICS looks at files of version 2 only; either pids_limit or deploy.resources.limits.pids counts here, in every file, and -1 is none.',
  bad: 'services:\n  app:\n    image: app:1.0\n    pids_limit: -1\n',
  good: 'services:\n  app:\n    image: app:1.0\n    pids_limit: 256\n',
  check({ services }, report) {
    for (const service of services)
      if (service.complete && !limitOf(service, 'pids'))
        report(
          limitPlace(service, 'pids'),
          `${shown(service.name)} may start any number of processes; set deploy.resources.limits.pids, such as 256.`,
        );
  },
});
