import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeCgroupNotDefault = defineComposeRule({
  id: 'compose-cgroup-not-default',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Cgroup Not Default'] },
  principle: 'resource-limits',
  title: 'Leave the control group to the engine',
  why: 'Under a group of its own the limits of that group count, which the file does not show, and with `cgroup: host` the container sees the groups of all others. KICS reads cgroup_parent only.',
  bad: 'services:\n  app:\n    image: app:1.0\n    cgroup_parent: batch.slice\n',
  good: 'services:\n  app:\n    image: app:1.0\n    mem_limit: 512m\n',
  check({ services }, report) {
    for (const service of services) {
      const parent = settingOf(service, 'cgroup_parent');
      const group = settingOf(service, 'cgroup');
      for (const entry of [parent, textOf(group?.value) === 'host' ? group : undefined])
        if (entry)
          report(
            entry.keyWhere,
            `${shown(service.name)} is not in the control group that the engine gives it; remove ${entry.key} and set limits on the service.`,
          );
    }
  },
});
