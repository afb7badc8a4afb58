import { expand } from '../../model/variables.js';
import { defineRule, insert } from '../../rule.js';
import { copyArguments, isHistory } from './copy-arguments.js';

export const copyMultiDestSlash = defineRule({
  id: 'copy-multi-dest-slash',
  severity: 'error',
  profile: 'default',
  aliases: {
    hadolint: ['DL3021'],
    trivy: ['DS-0011'],
    kics: ['Copy With More Than Two Arguments Not Ending With Slash'],
    dockerfilelint: ['add_dest_invalid'],
  },
  principle: 'plain-instructions',
  title: 'End the destination of several sources with a slash',
  why: 'Several files need a folder to go to, and the slash says that it is one; without it Docker refuses, or, with one file fewer, writes a file of that name. ADD works the same way. `.` is a folder to Docker, but all peers ask for `./`, and so does this; a backslash at the end counts as in KICS, for Windows.',
  bad: 'FROM node:24-slim\nCOPY package.json package-lock.json /app\n',
  good: 'FROM node:24-slim\nCOPY package.json package-lock.json /app/\n',
  check({ instructions, text }, report) {
    for (const instruction of instructions) {
      if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || instruction.onbuild) continue;
      const all = copyArguments(instruction);
      const { sources, destination } = all;
      if (!destination || sources.length < 2 || isHistory(all)) continue;
      const value = expand(destination.value, instruction.variables) ?? destination.value;
      if (/[/\\]$/.test(value)) continue;
      const quoted = /["']/.test(text[destination.end - 1] ?? '');
      report(
        destination,
        `${instruction.keyword} puts ${sources.length} sources into ${destination.value}, which does not end with a slash; write ${destination.value}/.`,
        insert(destination.end - (quoted ? 1 : 0), '/', 'add a slash'),
      );
    }
  },
});
