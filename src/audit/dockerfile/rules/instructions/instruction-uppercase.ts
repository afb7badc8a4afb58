import { defineRule } from '../../rule.js';
import { isMostlyLower, writtenKeyword } from './instruction-casing.js';

export const instructionUppercase = defineRule({
  id: 'instruction-uppercase',
  severity: 'style',
  profile: 'strict',
  aliases: { dockerfilelint: ['uppercase_commands'] },
  principle: 'plain-instructions',
  title: 'Write instructions in capitals',
  why: 'Docker reads both. The reference, the official images and nearly every example use capitals, by which a reader sees where an instruction begins. It is said once for a file.',
  bad: 'from debian:13-slim\ncopy app /app\n',
  good: 'FROM debian:13-slim\nCOPY app /app\n',
  check(dockerfile, report) {
    const [first] = dockerfile.instructions;
    if (!first || !isMostlyLower(dockerfile)) return;
    const written = writtenKeyword(dockerfile, first);
    const where = { start: first.start, end: first.start + written.length };
    report(where, `The instructions here are lower case; write them in capitals, ${written.toUpperCase()} and so on.`);
  },
});
