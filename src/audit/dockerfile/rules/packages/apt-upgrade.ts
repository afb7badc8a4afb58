import { defineRule } from '../../rule.js';
import { callsOf, verbOf } from './package-call.js';
import { apt } from './package-managers.js';

const upgrades = new Set(['upgrade']);

export const aptUpgrade = defineRule({
  id: 'apt-upgrade',
  severity: 'style',
  profile: 'strict',
  aliases: { dockerfilelint: ['apt-get-upgrade'] },
  principle: 'pinned-base',
  title: 'Take updates from a newer base image',
  why: 'Upgraded packages are in the image twice, once in the base and once in the new layer, and the result depends on the day of the build. Opt-in: where the base image lags behind, upgrading is how security fixes get in.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\n',
  good: 'FROM debian:13.1-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apt)) {
      const verb = verbOf(call, upgrades);
      if (verb)
        report(
          { start: call.command.nameWord.start, end: verb.end },
          `${call.command.name} upgrade keeps the old packages in the layer below; move to a newer release of the base image.`,
        );
    }
  },
});
