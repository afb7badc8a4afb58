import { defineComposeRule } from '../rule.js';
import { securityOptionsOf } from './security-options.js';
import { shown } from './shown.js';

export const composeDefaultSeccompProfileDisabled = defineComposeRule({
  id: 'compose-default-seccomp-profile-disabled',
  severity: 'warning',
  profile: 'default',
  aliases: { kics: ['Default Seccomp Profile Disabled'] },
  principle: 'least-privilege',
  title: 'Keep the filter of system calls on',
  why: 'The default profile refuses the system calls that most escapes from containers needed. A program that fails with it needs a profile with one more call, not none. Both `seccomp:unconfined` and `seccomp=unconfined` are read.',
  bad: 'services:\n  app:\n    image: app:1.0\n    security_opt: ["seccomp=unconfined"]\n',
  good: 'services:\n  app:\n    image: app:1.0\n    security_opt: ["seccomp=./profile.json"]\n',
  check({ services }, report) {
    for (const service of services)
      for (const { text, value } of securityOptionsOf(service))
        if (text.includes('seccomp:unconfined'))
          report(
            value.where,
            `${shown(service.name)} may make every system call; remove the option, or name a profile that allows what it needs.`,
          );
  },
});
