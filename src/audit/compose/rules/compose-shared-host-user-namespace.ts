import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSharedHostUserNamespace = defineComposeRule({
  id: 'compose-shared-host-user-namespace',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Shared Host User Namespace'] },
  principle: 'least-privilege',
  title: 'Leave the user namespace as the engine has it',
  why: 'Where the engine maps users to unprivileged ones, userns_mode: host turns that off for one container: its root is root of the host again.',
  bad: 'services:\n  app:\n    image: app:1.0\n    userns_mode: host\n',
  good: 'services:\n  app:\n    image: app:1.0\n    user: "1000:1000"\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'userns_mode');
      if (entry && textOf(entry.value) === 'host')
        report(
          entry.keyWhere,
          `${shown(service.name)} runs without the user mapping of the engine, so its root is root of the host; remove userns_mode.`,
        );
    }
  },
});
