import { healthOf } from '../model/dependencies.js';
import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeHealthcheckNotSet = defineComposeRule({
  id: 'compose-healthcheck-not-set',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Healthcheck Not Set'] },
  principle: 'health-check',
  title: 'Give each service a health check',
  why: 'A process that runs may not answer. As KICS reads it, the check stands in the Compose file; one that the image brings along cannot be seen here, so this is for those who want it written down.',
  bad: 'services:\n  app:\n    image: app:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    healthcheck:\n      test: ["CMD", "app", "ping"]\n',
  check({ services }, report) {
    for (const service of services) {
      const health = healthOf(service);
      const name = shown(service.name);
      if (health === 'disabled')
        report(
          (settingOf(service, 'healthcheck', 'disable') ?? settingOf(service, 'healthcheck', 'test'))?.keyWhere ??
            service.where,
          `The health check of ${name} is turned off; give it one that asks the service itself.`,
        );
      else if (health === 'unset' && service.complete)
        report(service.where, `${name} has no health check here; add healthcheck with a test that asks the service.`);
    }
  },
});
