import type { Instruction } from './model/instruction.js';
import type { Dockerfile } from './model/parse-dockerfile.js';
import type { ShellCommand } from './model/shell.js';

/** A command of a RUN, with the RUN that it stands in. */
export interface RunCommand {
  command: ShellCommand;
  run: Instruction;
}

/** Every command of every RUN, those of ONBUILD triggers and those that a wrapper runs included. */
export function commandsOf({ instructions }: Dockerfile): RunCommand[] {
  return instructions
    .filter(({ keyword }) => keyword === 'RUN')
    .flatMap((run) => (run.script?.commands ?? []).map((command) => ({ command, run })));
}
