import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { securityOptionsOf } from './security-options.js';
import { shown } from './shown.js';

export const composeNoNewPrivilegesNotSet = defineComposeRule({
  id: 'compose-no-new-privileges-not-set',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['No New Privileges Not Set'] },
  principle: 'least-privilege',
  title: 'Set no-new-privileges',
  why: 'Without it a setuid program in the image makes a root of any user. As KICS does, it looks at services that have security_opt; those without are reported by compose-security-opt-not-set.',
  bad: 'services:\n  app:\n    image: app:1.0\n    security_opt:\n      - label:disable\n',
  good: 'services:\n  app:\n    image: app:1.0\n    security_opt:\n      - no-new-privileges:true\n',
  check({ services }, report) {
    for (const service of services) {
      const entry = settingOf(service, 'security_opt');
      const set = securityOptionsOf(service).some(({ text }) => /^no-new-privileges(?::true)?$/.test(text));
      if (entry && !set)
        report(
          entry.keyWhere,
          `A setuid program in ${shown(service.name)} can become root; add no-new-privileges:true to security_opt.`,
        );
    }
  },
});
