import { defineRule } from '../../rule.js';
import { reportRepeated } from './only-last-counts.js';

export const multipleCmd = defineRule({
  id: 'multiple-cmd',
  severity: 'warning',
  profile: 'default',
  aliases: {
    hadolint: ['DL4003'],
    buildkit: ['MultipleInstructionsDisallowed'],
    trivy: ['DS-0016'],
    kics: ['Multiple CMD Instructions Listed'],
  },
  principle: 'plain-instructions',
  title: 'Write one CMD a stage',
  why: 'An image has one command. An earlier CMD in the same stage never runs, and a reader cannot tell which one was meant. KICS looks at the last stage only; a stage that nobody runs is judged here too, as hadolint, Trivy and BuildKit do.',
  bad: 'FROM debian:13-slim\nCMD ["first"]\nCMD ["second"]\n',
  good: 'FROM debian:13-slim AS base\nCMD ["first"]\nFROM base\nCMD ["second"]\n',
  check(dockerfile, report) {
    reportRepeated(dockerfile, 'CMD', report);
  },
});
