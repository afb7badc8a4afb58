import { defineRule } from '../../rule.js';
import { argumentProblem } from './argument-problem.js';

export const syntaxArgumentCount = defineRule({
  id: 'syntax-argument-count',
  severity: 'error',
  profile: 'default',
  aliases: {
    dockerfilelint: [
      'required_params',
      'label_invalid',
      'extra_args',
      'missing_args',
      'invalid_format',
      'healthcheck_options_missing_args',
      'invalid_line',
      'invalid_workdir',
    ],
  },
  principle: 'plain-instructions',
  title: 'Give every instruction the arguments that it takes',
  why: 'Docker stops at an instruction that lacks arguments or has some too many. Two it takes as they are: a WORKDIR or USER with blanks is one name with blanks in it, which hardly anyone means; quotes say so. A time that HEALTHCHECK cannot read stops the build, and a signal that does not exist stops the container from being made.',
  bad: 'FROM debian:13-slim\nCOPY app\n',
  good: 'FROM debian:13-slim AS base\nCOPY app /app\nWORKDIR "/my app"\nHEALTHCHECK --interval=5s CMD ["check"]\n',
  check({ instructions }, report) {
    for (const instruction of instructions) {
      const problem = argumentProblem(instruction);
      if (problem) report(instruction, `${instruction.keyword}: ${problem}.`);
    }
  },
});
