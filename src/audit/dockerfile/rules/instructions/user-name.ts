import type { Instruction } from '../../model/instruction.js';
import type { Stage } from '../../model/stages.js';
import { expand } from '../../model/variables.js';

/** The user that a USER names, its group left out; null where it names none or depends on a variable that is not known. */
export function userName({ words, variables }: Instruction): string | null {
  const [word] = words;
  const value = word ? expand(word.value, variables) : null;
  return value ? (value.split(':', 1)[0] ?? null) : null;
}

export function isRoot(instruction: Instruction): boolean {
  const name = userName(instruction);
  // Docker reads the number as Go does: `00`, `+0` and `-0` are root too
  return name === 'root' || /^[+-]?0+$/.test(name ?? '');
}

/** The USER that counts at the end of a stage by its own instructions; one without a name counts for nothing. */
export function lastUser({ instructions }: Stage): Instruction | undefined {
  return instructions.findLast(({ keyword, onbuild, words }) => keyword === 'USER' && !onbuild && words.length > 0);
}
