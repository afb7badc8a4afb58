import { defineRule } from '../../rule.js';
import { dnf } from './package-managers.js';
import { reportUnpinnedRpms } from './red-hat.js';

export const dnfPin = defineRule({
  id: 'dnf-pin',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3041'], kics: ['Missing Version Specification In dnf install'] },
  principle: 'pinned-packages',
  title: 'Name versions of dnf packages',
  why: 'Without a version a build takes what the repository has today. Opt-in: many repositories keep the newest version only, so a pin breaks the build at the next fix. A version in a variable counts where the variable is declared; package files, addresses and groups have none to name.',
  bad: 'FROM fedora:42\nRUN dnf install -y nginx && dnf clean all\n',
  good: 'FROM fedora:42\nRUN dnf install -y nginx-1.26.3 && dnf clean all\n',
  check(dockerfile, report) {
    reportUnpinnedRpms(dockerfile, report, dnf);
  },
});
