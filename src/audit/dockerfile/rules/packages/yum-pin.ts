import { defineRule } from '../../rule.js';
import { yum } from './package-managers.js';
import { reportUnpinnedRpms } from './red-hat.js';

export const yumPin = defineRule({
  id: 'yum-pin',
  severity: 'style',
  profile: 'strict',
  aliases: { hadolint: ['DL3033'], kics: ['Yum install Without Version'] },
  principle: 'pinned-packages',
  title: 'Name versions of yum packages',
  why: 'Without a version a build takes what the repository has today. Opt-in: many repositories keep the newest version only, so a pin breaks the build at the next fix. A version in a variable counts where the variable is declared; package files, addresses and groups have none to name.',
  bad: 'FROM almalinux:9\nRUN yum install -y nginx && yum clean all\n',
  good: 'FROM almalinux:9\nRUN yum install -y nginx-1.26.3 && yum clean all\n',
  check(dockerfile, report) {
    reportUnpinnedRpms(dockerfile, report, yum);
  },
});
