import { defineRule } from '../../rule.js';
import { yum } from './package-managers.js';
import { redHatAsking, redHatSaysYes } from './red-hat.js';
import { reportUnanswered } from './unanswered.js';

export const yumYes = defineRule({
  id: 'yum-yes',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3030'], kics: ['Yum Install Allows Manual Input'] },
  principle: 'plain-instructions',
  title: 'Answer yes to yum',
  why: 'Nobody is there to answer its question during a build: without `-y` yum takes the answer for no and the build ends.',
  bad: 'FROM almalinux:9\nRUN yum install nginx && yum clean all\n',
  good: 'FROM almalinux:9\nRUN yum install -y nginx && yum clean all\n',
  check(dockerfile, report) {
    reportUnanswered(dockerfile, report, yum, redHatAsking, redHatSaysYes);
  },
});
