import { defineRule } from '../../rule.js';
import { reportRepeated } from './only-last-counts.js';

export const multipleEntrypoint = defineRule({
  id: 'multiple-entrypoint',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL4004'],
    buildkit: ['MultipleInstructionsDisallowed'],
    trivy: ['DS-0007'],
    kics: ['Multiple ENTRYPOINT Instructions Listed'],
  },
  principle: 'plain-instructions',
  title: 'Write one ENTRYPOINT a stage',
  why: 'An image has one entry point. An earlier ENTRYPOINT in the same stage never runs, and a reader cannot tell which one was meant. KICS looks at the last stage only; a stage that nobody runs is judged here too, as hadolint, Trivy and BuildKit do.',
  bad: 'FROM debian:13-slim\nENTRYPOINT ["first"]\nENTRYPOINT ["second"]\n',
  good: 'FROM debian:13-slim AS base\nENTRYPOINT ["first"]\nFROM base\nENTRYPOINT ["second"]\n',
  check(dockerfile, report) {
    reportRepeated(dockerfile, 'ENTRYPOINT', report);
  },
});
