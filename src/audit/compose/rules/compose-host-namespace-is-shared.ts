import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeHostNamespaceIsShared = defineComposeRule({
  id: 'compose-host-namespace-is-shared',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Host Namespace is Shared'] },
  principle: 'least-privilege',
  title: 'Keep the processes of the host out of sight',
  why: 'With pid: host a container sees the processes of the host, their command lines and environments, and may end those of its own user.',
  bad: 'services:\n  app:\n    image: app:1.0\n    pid: host\n',
  good: 'services:\n  app:\n    image: app:1.0\n  trace:\n    image: trace:1.0\n    pid: service:app\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'pid');
      if (entry && textOf(entry.value) === 'host')
        report(
          entry.keyWhere,
          `${shown(service.name)} sees every process of the host and its environment; remove pid, or share the one of a single service with pid: service:NAME.`,
        );
    }
  },
});
