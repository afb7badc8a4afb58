import { defineRule } from '../../rule.js';
import { callsOf, verbOf } from './package-call.js';
import { zypper } from './package-managers.js';

const upgrades = new Set(['dist-upgrade', 'dup']);

export const zypperDistUpgrade = defineRule({
  id: 'zypper-dist-upgrade',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3035'] },
  principle: 'pinned-base',
  title: 'Change the release in FROM, not with zypper dup',
  why: 'It may remove and downgrade packages and move the whole system, so the image is no longer the base that FROM names.',
  bad: 'FROM opensuse/leap:15.5\nRUN zypper -n dist-upgrade && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper -n install curl && zypper clean\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, zypper)) {
      const verb = verbOf(call, upgrades);
      if (verb)
        report(
          { start: call.command.nameWord.start, end: verb.end },
          `zypper ${verb.value} turns the system into another one than FROM names; name the newer release in FROM.`,
        );
    }
  },
});
