import { defineRule } from '../../rule.js';
import { callsOf, verbOf } from './package-call.js';
import { apt } from './package-managers.js';

const upgrades = new Set(['dist-upgrade', 'full-upgrade']);

export const aptDistUpgrade = defineRule({
  id: 'apt-dist-upgrade',
  severity: 'warning',
  profile: 'default',
  aliases: { trivy: ['DS-0024'], dockle: ['DKL-DI-0003'], dockerfilelint: ['apt-get-dist-upgrade'] },
  principle: 'pinned-base',
  title: 'Change the release in FROM, not with dist-upgrade',
  why: 'It may remove packages and move the whole system, so the image is no longer the base that FROM names, and nobody can tell which it is. apt calls the same thing full-upgrade.',
  bad: 'FROM debian:12-slim\nRUN apt-get update && apt-get dist-upgrade -y && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apt)) {
      const verb = verbOf(call, upgrades);
      if (verb)
        report(
          { start: call.command.nameWord.start, end: verb.end },
          `${verb.value} turns the system into another one than FROM names; name the newer release in FROM.`,
        );
    }
  },
});
