import { defineComposeRule } from '../rule.js';
import { hostFolders, isSystemFolder } from './host-folders.js';
import { shown } from './shown.js';

export const composeSystemFolderMounted = defineComposeRule({
  id: 'compose-system-folder-mounted',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Volume Has Sensitive Host Directory'] },
  principle: 'least-privilege',
  title: 'Mount no folder of the operating system',
  why: 'Writing to /etc, /root or /proc of the host is taking it over, and reading them tells its users, keys and processes. Only folders that belong to the system are meant, and writable ones; the stricter reading of KICS is compose-volume-has-sensitive-host-directory.',
  bad: 'services:\n  agent:\n    image: agent:1.4\n    volumes:\n      - /etc:/host/etc\n',
  good: 'services:\n  agent:\n    image: agent:1.4\n    volumes:\n      - /etc/localtime:/etc/localtime:ro\n      - ./config:/etc/agent:ro\n',
  check(compose, report) {
    // the engine's sockets have a rule of their own
    for (const { path, where, owner, readOnly } of hostFolders(compose))
      if (!readOnly && isSystemFolder(path) && !path.endsWith('.sock'))
        report(
          where,
          `${shown(owner)} can write to ${shown(path)} of the host; mount only the file that it needs, with :ro.`,
        );
  },
});
