import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

/** A service with one of these goes on running; a job has none of them. */
const runsOn = ['ports', 'healthcheck'];

export const composeRestartNotSet = defineComposeRule({
  id: 'compose-restart-not-set',
  severity: 'style',
  profile: 'default',
  aliases: {},
  principle: 'plain-instructions',
  title: 'Say when a service is restarted',
  why: 'Without a policy a service that crashes stays down, and nothing of it is there after the host restarts. Services that publish no port and have no health check may be jobs, files for development are left alone, and `restart: "no"` says that it is meant.',
  bad: 'services:\n  app:\n    image: app:1.0\n    ports: ["127.0.0.1:8080:8080"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    ports: ["127.0.0.1:8080:8080"]\n    restart: unless-stopped\n',
  check({ services, development }, report) {
    if (development) return;
    for (const service of services) {
      const isSet = settingOf(service, 'restart') ?? settingOf(service, 'deploy', 'restart_policy');
      if (service.complete && !isSet && runsOn.some((key) => settingOf(service, key)))
        report(
          service.where,
          `${shown(service.name)} stays down after a crash or a restart of the host; set restart: unless-stopped, or "no" if that is meant.`,
        );
    }
  },
});
