import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule, replace } from '../../rule.js';

export const instructionCasing = defineRule({
  id: 'instruction-casing',
  severity: 'style',
  profile: 'default',
  aliases: { buildkit: ['ConsistentInstructionCasing'], dockerfilelint: ['uppercase_commands'] },
  principle: 'plain-instructions',
  title: 'Write all instructions in the same case',
  why: 'Upper case is how one sees where an instruction begins and an argument ends. A file that is lower case throughout is consistent and passes here, as in BuildKit; instruction-uppercase is for those who want capitals.',
  bad: 'FROM debian:13-slim\ncopy app /app\nRun make\nCMD ["/app"]\n',
  good: 'from debian:13-slim\ncopy app /app\n',
  check(dockerfile, report) {
    const lower = isMostlyLower(dockerfile);
    for (const instruction of dockerfile.instructions) {
      const written = writtenKeyword(dockerfile, instruction);
      const wanted = lower ? written.toLowerCase() : written.toUpperCase();
      if (written === wanted) continue;
      const where = { start: instruction.start, end: instruction.start + written.length };
      report(
        where,
        `${written} is not written as most instructions here are; write ${wanted}.`,
        replace(where, wanted, `write ${wanted}`),
      );
    }
  },
});

/** The first word of the line: ONBUILD where it is one. */
export function writtenKeyword({ text }: Dockerfile, { start, keywordSpan, onbuild }: Instruction): string {
  if (!onbuild) return text.slice(keywordSpan.start, keywordSpan.end);
  return /^\S+/.exec(text.slice(start, start + 'onbuild'.length))?.[0] ?? '';
}

/** ARG before the first FROM is not counted, as in BuildKit; of as many, upper case wins. */
export function isMostlyLower(dockerfile: Dockerfile): boolean {
  let balance = 0;
  for (const { instructions } of dockerfile.stages)
    for (const instruction of instructions) {
      const written = writtenKeyword(dockerfile, instruction);
      if (written === written.toLowerCase()) balance++;
      else if (written === written.toUpperCase()) balance--;
    }
  return balance > 0;
}
