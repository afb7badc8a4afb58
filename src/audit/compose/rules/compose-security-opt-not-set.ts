import { settingOf } from '../model/service.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeSecurityOptNotSet = defineComposeRule({
  id: 'compose-security-opt-not-set',
  severity: 'info',
  profile: 'strict',
  aliases: { kics: ['Security Opt Not Set'] },
  principle: 'least-privilege',
  title: 'Set security options',
  why: 'no-new-privileges costs nothing where the service does not use sudo or other setuid programs, and keeps those that an image brings along from making a root.',
  bad: 'services:\n  app:\n    image: app:1.0\n',
  good: 'services:\n  app:\n    image: app:1.0\n    security_opt: ["no-new-privileges:true"]\n',
  check({ services }, report) {
    for (const service of services)
      if (service.complete && !settingOf(service, 'security_opt'))
        report(
          service.where,
          `${shown(service.name)} has no security_opt; set security_opt: ["no-new-privileges:true"].`,
        );
  },
});
