import { defineImageRule } from '../image-rule.js';

export const imageHealthcheck = defineImageRule({
  id: 'image-healthcheck',
  severity: 'info',
  profile: 'default',
  aliases: { dockle: ['CIS-DI-0006'], cis: ['4.6'] },
  principle: 'health-check',
  title: 'Say how to tell that the service works',
  why: 'Without a health check an engine sees only whether the process lives; one that hangs stays in service. Kubernetes ignores it and has probes of its own. HEALTHCHECK NONE counts as none.',
  check({ read }, report) {
    const test = read.config.config?.Healthcheck?.Test ?? [];
    if (test.length === 0) report('The image has no HEALTHCHECK; add one that asks the service itself.');
    else if (test[0] === 'NONE') report('The image switches its health check off (HEALTHCHECK NONE).');
  },
});
