import { defineRule } from '../../rule.js';
import { hasOption } from './package-call.js';
import { zypper } from './package-managers.js';
import { reportUnanswered } from './unanswered.js';

const asking = new Set('install in remove rm source-install si patch update up dist-upgrade dup'.split(' '));

export const zypperYes = defineRule({
  id: 'zypper-yes',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3034'], kics: ['Missing Zypper Non-interactive Switch'] },
  principle: 'plain-instructions',
  title: 'Answer yes to zypper',
  why: 'Nobody is there to answer its question during a build: without `-y` or `--non-interactive` the build ends. KICS looks only at the last stage; the others are built by the same machine, so this looks at all, as hadolint does.',
  bad: 'FROM opensuse/leap:15.6\nRUN zypper install nginx && zypper clean\n',
  good: 'FROM opensuse/leap:15.6\nRUN zypper install -y nginx && zypper clean\n',
  check(dockerfile, report) {
    reportUnanswered(dockerfile, report, zypper, asking, (call) =>
      hasOption(call, 'y', 'n', 'no-confirm', 'non-interactive'),
    );
  },
});
