import { limitOf, limitPlace } from '../model/limits.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeMemoryNotLimited = defineComposeRule({
  id: 'compose-memory-not-limited',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Memory Not Limited'] },
  principle: 'resource-limits',
  title: 'Limit the memory of each service',
  why: 'A service that leaks takes memory until the kernel ends some process of the host, often not the one at fault. KICS looks at one key by the version of the file; Compose has honoured mem_limit and deploy.resources.limits in every file since 2020, so either counts here.',
  bad: 'services:\n  app:\n    image: app:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    deploy:\n      resources:\n        limits:\n          memory: 512M\n',
  check({ services }, report) {
    for (const service of services)
      if (service.complete && !limitOf(service, 'memory'))
        report(
          limitPlace(service, 'memory'),
          `${shown(service.name)} may take all memory of the host; set deploy.resources.limits.memory to what it was measured to need, with head room.`,
        );
  },
});
