import { dependenciesOf, healthOf } from '../model/dependencies.js';
import { defineComposeRule } from '../rule.js';
import { backingImageOf } from './backing-images.js';
import { shown } from './shown.js';

export const composeHealthyWithoutCheck = defineComposeRule({
  id: 'compose-healthy-without-check',
  severity: 'error',
  profile: 'default',
  aliases: {},
  principle: 'healthy-dependencies',
  title: 'Wait for health only where it is checked',
  why: 'With condition: service_healthy on a service that has no health check, `docker compose up` ends with an error. Reported where that is certain: the check is turned off, or the image is known to have none.',
  bad: 'services:\n  app:\n    image: app:1.0\n    depends_on:\n      cache:\n        condition: service_healthy\n  cache:\n    image: redis:7-alpine\n',
  good: 'services:\n  app:\n    image: app:1.0\n    depends_on:\n      cache:\n        condition: service_healthy\n  cache:\n    image: redis:7-alpine\n    healthcheck:\n      test: ["CMD", "redis-cli", "ping"]\n',
  check({ services }, report) {
    const unchecked = new Set(
      services
        .filter((service) => {
          const health = healthOf(service);
          return health === 'disabled' || (health === 'unset' && service.complete && backingImageOf(service));
        })
        .map(({ name }) => name),
    );
    for (const service of services)
      for (const { name, condition, value } of dependenciesOf(service))
        if (condition === 'service_healthy' && unchecked.has(name))
          report(
            value.where,
            `${shown(service.name)} never starts: ${shown(name)} has no health check to wait for; add a healthcheck to it.`,
          );
  },
});
