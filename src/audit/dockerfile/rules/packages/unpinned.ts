import type { Instruction } from '../../model/instruction.js';
import type { ShellWord } from '../../model/shell.js';
import { expand, variableUses } from '../../model/variables.js';
import type { Report } from '../../rule.js';

/** Reports the packages of a call that could be any version, at the first of them. @param advice how a version is written: "write NAME=VERSION" */
export function reportUnpinned(
  report: Report,
  run: Instruction,
  packages: readonly ShellWord[],
  isPinned: (name: string) => boolean,
  advice: string,
): void {
  const unpinned = packages.filter((word) => namesOf(word, run).some((name) => !isPinned(name)));
  const [first] = unpinned;
  if (!first) return;
  const subject = listOf(unpinned.map(({ value }) => shown(value)));
  report(first, `${subject} can be another version in the next build; ${advice}.`);
}

/** The packages that a word stands for: variables with known values are replaced, one that is nothing but unknown variables gives none. */
export function namesOf({ value, raw, literal }: ShellWord, { variables }: Instruction): string[] {
  if (literal || !value.includes('$')) return [value];
  const expanded = expand(value, variables);
  if (expanded !== null && !expanded.includes('$'))
    return /["']/.test(raw) ? [expanded] : expanded.split(/\s+/).filter(Boolean);
  return isOnlyUnknown(value) ? [] : [value];
}

function isOnlyUnknown(value: string): boolean {
  if (/^\$[@*(]|^`/.test(value)) return true;
  const uses = variableUses(value);
  return uses.length > 0 && uses.reduce((length, { start, end }) => length + end - start, 0) === value.length;
}

/** A package's name as a message may show it: an address can hold a password. */
function shown(value: string): string {
  if (/^[\w.@/+~${}-]{1,60}$/.test(value)) return value;
  return value.includes('://') ? 'a package from an address' : 'a package';
}

function listOf(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const few = unique.slice(0, unique.length > 4 ? 3 : 4);
  const rest = unique.length - few.length;
  if (rest > 0) return `${few.join(', ')} and ${rest} more`;
  return few.length > 1 ? `${few.slice(0, -1).join(', ')} and ${few.at(-1)}` : (few[0] as string);
}
