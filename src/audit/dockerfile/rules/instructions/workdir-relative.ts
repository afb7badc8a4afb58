import { defineRule } from '../../rule.js';
import { workDirectories } from './work-directory.js';

export const workdirRelative = defineRule({
  id: 'workdir-relative',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL3000'],
    buildkit: ['WorkdirRelativePath'],
    trivy: ['DS-0009'],
    checkov: ['CKV_DOCKER_10'],
    kics: ['WORKDIR Path Not Absolute'],
  },
  principle: 'plain-instructions',
  title: 'Begin with an absolute working directory',
  why: 'A relative WORKDIR is added to whatever directory the base image ends in; when a new release of that image ends elsewhere, the files land elsewhere too. After an absolute WORKDIR it is well defined, which BuildKit allows; workdir-relative-step is for those who, like hadolint, want none.',
  bad: 'FROM nginx:1.29\nWORKDIR site\n',
  good: 'FROM nginx:1.29\nWORKDIR /site\nWORKDIR ${SUB}\n',
  check(dockerfile, report) {
    for (const { instruction, path, absolute, unknown, afterAbsolute } of workDirectories(dockerfile))
      if (!absolute && !unknown && !afterAbsolute)
        report(instruction, `WORKDIR ${path} is added to the base image's own directory; write it from / on.`);
  },
});
