import { settingOf } from '../model/service.js';
import { isTrue } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composePrivilegedContainersEnabled = defineComposeRule({
  id: 'compose-privileged-containers-enabled',
  severity: 'error',
  profile: 'default',
  aliases: { kics: ['Privileged Containers Enabled'] },
  principle: 'least-privilege',
  title: 'Run no privileged container',
  why: 'A privileged container has every capability, every device and no seccomp filter: whoever breaks into it can mount the disk of the host. What is needed is nearly always one device or one capability, which can be given alone.',
  bad: 'services:\n  probe:\n    image: probe:2.1\n    privileged: true\n',
  good: 'services:\n  probe:\n    image: probe:2.1\n    devices: ["/dev/ttyUSB0"]\n    cap_add: [SYS_RAWIO]\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'privileged');
      if (entry && isTrue(entry.value))
        report(
          entry.keyWhere,
          `${shown(service.name)} may do anything to the host; give it the devices and capabilities that it uses instead of privileged.`,
        );
    }
  },
});
