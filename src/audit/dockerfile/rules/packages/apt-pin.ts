import { defineRule } from '../../rule.js';
import { callsOf, operandsAfter, verbOf } from './package-call.js';
import { apt } from './package-managers.js';
import { reportUnpinned } from './unpinned.js';

const install = new Set(['install']);

export const aptPin = defineRule({
  id: 'apt-pin',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3008'], kics: ['Apt Get Install Pin Version Not Defined'] },
  principle: 'pinned-packages',
  title: 'Name versions of apt packages',
  why: 'Without a version a build takes what the archive has today. Opt-in: Debian and Ubuntu drop old versions from the archive, so a pin breaks the build at the next security fix. The word after `-t` is a release and not a package, as hadolint reads it; KICS takes it for a package.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.14.1-2\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apt)) {
      const verb = verbOf(call, install);
      if (verb) reportUnpinned(report, call.run, operandsAfter(call, verb), isPinned, 'write NAME=VERSION');
    }
  },
});

/** `NAME=VERSION`, `NAME/RELEASE`, or a file. */
function isPinned(name: string): boolean {
  return name.includes('=') || name.includes('/') || name.endsWith('.deb');
}
