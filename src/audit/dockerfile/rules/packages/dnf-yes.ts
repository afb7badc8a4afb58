import { defineRule } from '../../rule.js';
import { dnf } from './package-managers.js';
import { redHatAsking, redHatSaysYes } from './red-hat.js';
import { reportUnanswered } from './unanswered.js';

export const dnfYes = defineRule({
  id: 'dnf-yes',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3038'], kics: ['Missing Flag From Dnf Install'] },
  principle: 'plain-instructions',
  title: 'Answer yes to dnf',
  why: 'Nobody is there to answer its question during a build: without `-y` dnf takes the answer for no and the build ends. Its short forms (`dnf in`) ask as well, as KICS says; hadolint looks at the long ones.',
  bad: 'FROM fedora:42\nRUN dnf install nginx && dnf clean all\n',
  good: 'FROM fedora:42\nRUN dnf install -y nginx && dnf clean all\n',
  check(dockerfile, report) {
    reportUnanswered(dockerfile, report, dnf, redHatAsking, redHatSaysYes);
  },
});
