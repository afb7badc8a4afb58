import { settingOf } from '../model/service.js';
import { itemsOf, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

/** With each of these alone a root process in the container gets out of it. */
const dangerous = new Set(['ALL', 'SYS_ADMIN', 'SYS_MODULE', 'SYS_RAWIO', 'SYS_BOOT', 'DAC_READ_SEARCH', 'BPF']);

export const composeDangerousCapability = defineComposeRule({
  id: 'compose-dangerous-capability',
  severity: 'warning',
  profile: 'default',
  aliases: {},
  principle: 'least-privilege',
  title: 'Add no capability that gives the host away',
  why: 'With SYS_ADMIN a process may mount, with SYS_MODULE load code into the kernel, with DAC_READ_SEARCH open files of the host by their handle: each alone leads out of the container.',
  bad: 'services:\n  app:\n    image: app:1.0\n    cap_add: [SYS_ADMIN]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n',
  check({ services }, report) {
    for (const service of services)
      for (const item of itemsOf(settingOf(service, 'cap_add')?.value)) {
        const name = textOf(item)?.toUpperCase().replace(/^CAP_/, '');
        if (name !== undefined && dangerous.has(name))
          report(
            item.where,
            `${shown(service.name)} can leave its container with ${name === 'ALL' ? 'all capabilities' : name}; add only the one that it fails without.`,
          );
      }
  },
});
