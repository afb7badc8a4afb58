import { defineRule } from '../../rule.js';
import { callsOf, operandsAfter, valuesOf, verbOf } from './package-call.js';
import { zypper } from './package-managers.js';
import { reportUnpinned } from './unpinned.js';

const install = new Set(['install', 'in']);

export const zypperPin = defineRule({
  id: 'zypper-pin',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3037'], kics: ['Zypper Install Without Version'] },
  principle: 'pinned-packages',
  title: 'Name versions of zypper packages',
  why: 'Without a version a build takes what the repository has today. Opt-in: repositories drop old versions, so a pin breaks the build at the next fix. `=`, `<` and `>` all count; package files and addresses are one version, patterns have none.',
  bad: 'FROM opensuse/leap:15.6\nRUN zypper install -y nginx && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y nginx=1.21.5 && zypper clean\n',
  check(dockerfile, report) {
    for (const call of callsOf(dockerfile, zypper)) {
      const verb = verbOf(call, install);
      if (!verb || valuesOf(call, 't', 'type').includes('pattern')) continue;
      reportUnpinned(report, call.run, operandsAfter(call, verb), isPinned, 'write NAME=VERSION');
    }
  },
});

function isPinned(name: string): boolean {
  return /[=<>/]/.test(name) || name.endsWith('.rpm');
}
