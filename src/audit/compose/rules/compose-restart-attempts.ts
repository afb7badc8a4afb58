import { settingOf } from '../model/service.js';
import { entryAt, textOf } from '../model/value.js';
import { defineComposeRule } from '../rule.js';
import { shown } from './shown.js';

export const composeRestartAttempts = defineComposeRule({
  id: 'compose-restart-attempts',
  severity: 'style',
  profile: 'strict',
  aliases: { kics: ['Restart Policy On Failure Not Set To 5'] },
  principle: 'plain-instructions',
  title: 'Restart five times on failure',
  why: "The CIS benchmark asks for five attempts, so that a service that cannot start does not take the host's time for ever. Another number is a choice that many make with reason, so this is strict only. As KICS reads it: only where a number is given.",
  bad: 'services:\n  app:\n    image: app:1.0\n    restart: on-failure:20\n',
  good: 'services:\n  app:\n    image: app:1.0\n    restart: on-failure:5\n',
  check({ services }, report) {
    for (const service of services) {
      const name = shown(service.name);
      const restart = settingOf(service, 'restart');
      const attempts = /^[a-z-]+:(\d+)$/.exec(textOf(restart?.value) ?? '')?.[1];
      if (restart && attempts !== undefined && Number(attempts) !== 5)
        report(
          restart.value.where,
          `${name} is restarted up to ${shown(attempts)} times; the benchmark asks for on-failure:5.`,
        );
      const policy = settingOf(service, 'deploy', 'restart_policy')?.value;
      const most = entryAt(policy, 'max_attempts');
      const count = textOf(most?.value);
      if (
        textOf(entryAt(policy, 'condition')?.value) === 'on-failure' &&
        most &&
        count !== undefined &&
        Number(count) !== 5
      )
        report(
          most.value.where,
          `${name} is restarted up to ${shown(count)} times; the benchmark asks for max_attempts: 5.`,
        );
    }
  },
});
