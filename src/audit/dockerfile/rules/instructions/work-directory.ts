import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { Stage } from '../../model/stages.js';
import { expand } from '../../model/variables.js';
import { unquote } from '../../model/words.js';

/** A WORKDIR and what it names. */
export interface WorkDirectory {
  instruction: Instruction;
  /** Quotes removed, variables replaced where they are known. */
  path: string;
  absolute: boolean;
  /** It begins with a variable that is not known. */
  unknown: boolean;
  /** An absolute one, or one that may be, stands before it in the stage or in those that the stage starts from. */
  afterAbsolute: boolean;
}

/** Every WORKDIR that runs in this build, in order. */
export function workDirectories({ stages, escapeCharacter }: Dockerfile): WorkDirectory[] {
  const settled = new Map<Stage, boolean>();
  return stages.flatMap((stage) => {
    let after = stage.base ? (settled.get(stage.base) ?? false) : false;
    const found: WorkDirectory[] = [];
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'WORKDIR' || instruction.onbuild) continue;
      const written = unquote(instruction.logical.trim(), escapeCharacter);
      if (!written) continue;
      const path = expand(written, instruction.variables) ?? written;
      const unknown = path.startsWith('$');
      const absolute = isAbsolute(path);
      found.push({ instruction, path, absolute, unknown, afterAbsolute: after });
      after ||= absolute || unknown;
    }
    settled.set(stage, after);
    return found;
  });
}

/** Of Linux, or of Windows with a drive. */
function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\') || /^[A-Za-z]:/.test(path);
}
