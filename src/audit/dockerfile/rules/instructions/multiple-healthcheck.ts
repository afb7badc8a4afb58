import { defineRule } from '../../rule.js';
import { reportRepeated } from './only-last-counts.js';

export const multipleHealthcheck = defineRule({
  id: 'multiple-healthcheck',
  severity: 'error',
  profile: 'default',
  aliases: {
    datadog: ['Multiple HEALTHCHECK instructions'],
    hadolint: ['DL3012'],
    buildkit: ['MultipleInstructionsDisallowed'],
    trivy: ['DS-0023'],
  },
  principle: 'plain-instructions',
  title: 'Write one HEALTHCHECK a stage',
  why: 'An image has one health check. An earlier HEALTHCHECK in the same stage never runs, so what it looked at is no longer looked at.',
  bad: 'FROM debian:13-slim\nHEALTHCHECK CMD ["first"]\nHEALTHCHECK CMD ["second"]\n',
  good: 'FROM debian:13-slim AS base\nHEALTHCHECK CMD ["first"]\nFROM base\nHEALTHCHECK CMD ["second"]\n',
  check(dockerfile, report) {
    reportRepeated(dockerfile, 'HEALTHCHECK', report);
  },
});
