import { settingOf } from '../model/service.js';
import { textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSharedHostIpcNamespace = defineComposeRule({
  id: 'compose-shared-host-ipc-namespace',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Shared Host IPC Namespace'] },
  principle: 'least-privilege',
  title: 'Share no memory with the host',
  why: 'With ipc: host a container can read and write the shared memory of all processes on the host. Where a model server needs more shared memory than the usual 64 MB, shm_size gives it.',
  bad: 'services:\n  app:\n    image: app:1.0\n    ipc: host\n',
  good: 'services:\n  app:\n    image: app:1.0\n    shm_size: 2gb\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'ipc');
      if (entry && textOf(entry.value) === 'host')
        report(
          entry.keyWhere,
          `${shown(service.name)} reads and writes the shared memory of the host; set shm_size where it needs more than 64 MB.`,
        );
    }
  },
});
