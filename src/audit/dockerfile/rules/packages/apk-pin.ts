import { defineRule } from '../../rule.js';
import { callsOf, operandsAfter, verbOf } from './package-call.js';
import { apk } from './package-managers.js';
import { reportUnpinned } from './unpinned.js';

const add = new Set(['add']);

export const apkPin = defineRule({
  id: 'apk-pin',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3018'], kics: ['Unpinned Package Version in Apk Add'] },
  principle: 'pinned-packages',
  title: 'Name versions of apk packages',
  why: 'Without a version a build takes what the repository has today. Opt-in: Alpine drops old versions, so an exact pin breaks the build at the next fix; `NAME~VERSION` holds longer and counts, as do `<` and `>`.',
  bad: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache curl~8.14\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, apk)) {
      const verb = verbOf(call, add);
      if (verb) reportUnpinned(report, call.run, operandsAfter(call, verb), isPinned, 'write NAME~VERSION');
    }
  },
});

/** With a version of any kind, a file, or a conflict (`!NAME`). */
function isPinned(name: string): boolean {
  return /[=~<>]/.test(name) || name.endsWith('.apk') || name.startsWith('!');
}
