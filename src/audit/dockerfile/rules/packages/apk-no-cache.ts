import { defineRule } from '../../rule.js';
import { isMounted } from './cache-mounts.js';
import { callsOf, hasOption, verbOf } from './package-call.js';
import { addOption } from './package-fixes.js';
import { apk } from './package-managers.js';

const add = new Set(['add']);

export const apkNoCache = defineRule({
  id: 'apk-no-cache',
  severity: 'info',
  profile: 'default',
  aliases: {
    hadolint: ['DL3019'],
    trivy: ['DS-0025'],
    kics: ['Apk Add Using Local Cache Path'],
    dockle: ['DKL-DI-0004'],
    dockerfilelint: ['apkadd-missing_nocache_or_updaterm'],
  },
  principle: 'clean-layers',
  title: 'Add apk packages without keeping an index',
  why: 'With `--no-cache` apk fetches a fresh index and keeps none, so neither `apk update` nor a removal of /var/cache/apk is needed. A cache or tmpfs mount on that folder does as well, and `--no-network` fetches none.',
  bad: 'FROM alpine:3.22\nRUN apk add curl\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apk)) {
      const verb = verbOf(call, add);
      if (
        !verb ||
        hasOption(call, 'no-cache') ||
        hasOption(call, 'no-network') ||
        isMounted(call.run, '/var/cache/apk')
      )
        continue;
      report(
        { start: call.command.nameWord.start, end: verb.end },
        'apk add may keep its package index in the layer; add --no-cache.',
        addOption(dockerfile, verb, '--no-cache'),
      );
    }
  },
});
