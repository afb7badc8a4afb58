import { limitOf, limitPlace } from '../model/limits.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeCpusNotLimited = defineComposeRule({
  id: 'compose-cpus-not-limited',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Cpus Not Limited'] },
  principle: 'resource-limits',
  title: 'Limit the CPUs of each service',
  why: 'A busy loop in one service slows all others of the host down. Many leave this out on purpose, since an idle CPU is lost. Either cpus or deploy.resources.limits.cpus counts, whatever the version of the file.',
  bad: 'services:\n  app:\n    image: app:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    cpus: 1.5\n',
  check({ services }, report) {
    for (const service of services)
      if (service.complete && !limitOf(service, 'cpus'))
        report(
          limitPlace(service, 'cpus'),
          `${shown(service.name)} may take every CPU of the host; set deploy.resources.limits.cpus.`,
        );
  },
});
