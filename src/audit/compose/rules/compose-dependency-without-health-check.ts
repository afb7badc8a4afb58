import { dependenciesOf, healthOf } from '../model/dependencies.js';
import type { Service } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { backingImageOf } from './backing-images.js';
import { shown } from './shown.js';

export const composeDependencyWithoutHealthCheck = defineComposeRule({
  id: 'compose-dependency-without-health-check',
  severity: 'info',
  profile: 'default',
  aliases: {},
  principle: 'healthy-dependencies',
  title: 'Give what others wait for a health check',
  why: 'The images of databases, caches and queues bring no health check, so Compose can only wait until the process is started and the service that needs it fails its first connections. Only images that are known to have none are meant.',
  bad: 'services:\n  app:\n    image: app:1.0\n    depends_on: [db]\n  db:\n    image: mysql:8.4\n',
  good: 'services:\n  app:\n    image: app:1.0\n    depends_on:\n      db:\n        condition: service_healthy\n  db:\n    image: mysql:8.4\n    healthcheck:\n      test: ["CMD-SHELL", "mysqladmin ping --silent"]\n',
  check({ services }, report) {
    const waitedFor = new Map<string, Service>();
    // the other conditions have rules of their own
    for (const service of services)
      for (const { name, condition } of dependenciesOf(service))
        if (condition === 'service_started' && !waitedFor.has(name)) waitedFor.set(name, service);
    for (const service of services) {
      const waiting = waitedFor.get(service.name);
      const image = backingImageOf(service);
      if (waiting && image && service.complete && healthOf(service) === 'unset')
        report(
          service.where,
          `${shown(waiting.name)} cannot wait until ${shown(service.name)} answers; add a healthcheck with ${image.probe}, and condition: service_healthy.`,
        );
    }
  },
});
