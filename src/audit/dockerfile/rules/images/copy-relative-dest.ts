import type { Instruction } from '../../model/instruction.js';
import { rootImage, type Stage } from '../../model/stages.js';
import { defineRule } from '../../rule.js';
import { copyArguments } from './copy-arguments.js';

export const copyRelativeDest = defineRule({
  id: 'copy-relative-dest',
  severity: 'warning',
  profile: 'default',
  aliases: { hadolint: ['DL3045'] },
  principle: 'plain-instructions',
  title: 'Set WORKDIR before copying to a relative path',
  why: 'Without WORKDIR the files go to the working directory of the base image, which is `/` for one and something else for the next release. A WORKDIR of a stage below this one counts; a destination that starts with a variable is not judged. An image from scratch has no base that could set another folder than `/`.',
  bad: 'FROM python:3.13-slim\nCOPY app.py .\n',
  good: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY app.py .\n',
  check({ stages, preamble }, report) {
    const placed = new Set<Stage>();
    const judge = (instructions: readonly Instruction[], before: boolean): boolean => {
      let known = before;
      // triggers run later, in the order of their own
      let knownToTriggers = before;
      for (const instruction of instructions) {
        const { keyword, onbuild } = instruction;
        if (keyword === 'WORKDIR') {
          knownToTriggers = true;
          if (!onbuild) known = true;
        } else if (keyword === 'COPY' && !(onbuild ? knownToTriggers : known)) {
          const { destination } = copyArguments(instruction);
          if (destination && isRelative(destination.value))
            report(
              destination,
              `${destination.value} is relative, and no WORKDIR says to what; set one, or write the whole path.`,
            );
        }
      }
      return known;
    };
    judge(preamble, false);
    for (const stage of stages) {
      const before = stage.base !== null ? placed.has(stage.base) : rootImage(stage)?.toLowerCase() === 'scratch';
      if (judge(stage.instructions, before)) placed.add(stage);
    }
  },
});

function isRelative(path: string): boolean {
  return path !== '' && !/^[/\\$]/.test(path) && !/^[A-Za-z]:/.test(path);
}
