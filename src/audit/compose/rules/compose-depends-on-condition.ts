import { dependenciesOf, healthOf } from '../model/dependencies.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeDependsOnCondition = defineComposeRule({
  id: 'compose-depends-on-condition',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'healthy-dependencies',
  title: 'Wait until a dependency is healthy',
  why: 'depends_on alone waits until the process of the other service is started, which for a database is seconds before it answers. It has a health check, so Compose can wait for that.',
  bad: 'services:\n  app:\n    image: app:1.0\n    depends_on: [db]\n  db:\n    image: postgres:17-alpine\n    healthcheck:\n      test: ["CMD", "pg_isready"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: postgres:17-alpine\n    healthcheck:\n      test: ["CMD", "pg_isready"]\n',
  check({ services }, report) {
    const checked = new Set(services.filter((service) => healthOf(service) === 'checked').map(({ name }) => name));
    for (const service of services)
      for (const { name, condition, value } of dependenciesOf(service))
        if (condition === 'service_started' && checked.has(name))
          report(
            value.where,
            `${shown(service.name)} starts before ${shown(name)} answers; set condition: service_healthy, since it has a health check.`,
          );
  },
});
