import { defineRule } from '../../rule.js';
import { workDirectories } from './work-directory.js';

export const workdirRelativeStep = defineRule({
  id: 'workdir-relative-step',
  severity: 'style',
  profile: 'strict',
  aliases: {
    hadolint: ['DL3000'],
    trivy: ['DS-0009'],
    checkov: ['CKV_DOCKER_10'],
    kics: ['WORKDIR Path Not Absolute'],
  },
  principle: 'plain-instructions',
  title: 'Write every working directory in full',
  why: 'A relative WORKDIR after an absolute one means what one thinks, until a line between them changes. hadolint, Trivy, Checkov and KICS want every path in full; BuildKit does not, so this is for strict teams.',
  bad: 'FROM nginx:1.29\nWORKDIR /site\nWORKDIR assets\n',
  good: 'FROM nginx:1.29\nWORKDIR /site\nWORKDIR /site/assets\n',
  check(dockerfile, report) {
    for (const { instruction, path, absolute, unknown, afterAbsolute } of workDirectories(dockerfile))
      if (!absolute && !unknown && afterAbsolute)
        report(instruction, `WORKDIR ${path} depends on the WORKDIR before it; write the whole path.`);
  },
});
