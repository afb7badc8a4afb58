import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';

/** Offset of the SHELL from which a stage has a shell that its author chose, 0 where it inherits one; none: Docker's default. */
export function chosenShells({ stages }: Dockerfile): ReadonlyMap<Stage, number> {
  const chosen = new Map<Stage, number>();
  for (const stage of stages) {
    if (stage.base && chosen.has(stage.base)) chosen.set(stage, 0);
    else {
      const shell = stage.instructions.find(({ keyword, onbuild }) => keyword === 'SHELL' && !onbuild);
      if (shell) chosen.set(stage, shell.start);
    }
  }
  return chosen;
}

export function hasChosenShell({ stage, start }: Instruction, chosen: ReadonlyMap<Stage, number>): boolean {
  const from = stage ? chosen.get(stage) : undefined;
  return from !== undefined && from < start;
}
