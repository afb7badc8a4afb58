import type { Instruction } from '../../model/instruction.js';
import type { ShellCommand } from '../../model/shell.js';

/** What a package manager leaves in a layer, and what takes it away again. */
export interface Leftover {
  fills(command: ShellCommand): boolean;
  cleans(command: ShellCommand): boolean;
  /** Where it is; absolute, or the end of the path: `.cache/yarn`. Removing one of them will do. */
  folders: readonly string[];
}

/** The last command of a RUN whose leftovers no later command of the same RUN takes away. */
export function leftBehind({ script }: Instruction, { fills, cleans, folders }: Leftover): ShellCommand | null {
  let left: ShellCommand | null = null;
  let current = '';
  for (const command of script?.commands ?? []) {
    if (fills(command)) left = command;
    else if (command.name === 'cd') current = resolve(current, command.words[0]?.value ?? '');
    else if (left && (cleans(command) || removes(command, folders, current))) left = null;
  }
  return left;
}

/** `rm -rf FOLDER`, what is in it or what it is in; `find FOLDER -delete`. */
export function removes(command: ShellCommand, folders: readonly string[], current = ''): boolean {
  if (command.name === 'find') {
    if (!command.words.some(({ value }) => value === '-delete' || value === 'rm')) return false;
  } else if (command.name !== 'rm') return false;
  return command.words.some(
    ({ value }) => !value.startsWith('-') && folders.some((folder) => covers(resolve(current, value), folder)),
  );
}

function resolve(current: string, path: string): string {
  return path.startsWith('/') || path.startsWith('~') || path.startsWith('$') || !current
    ? path
    : `${current.replace(/\/$/, '')}/${path}`;
}

function covers(path: string, folder: string): boolean {
  const special = path.search(/[*?[{]/);
  const literal = (special < 0 ? path : path.slice(0, special)).replace(/\/$/, '');
  if (literal.length < 2) return false;
  if (!folder.startsWith('/')) {
    const parent = folder.slice(0, folder.lastIndexOf('/'));
    return literal.endsWith(folder) || literal.endsWith(`/${parent}`);
  }
  if (folder === literal || folder.startsWith(`${literal}/`)) return true;
  // `/var/cache/dnf*`, `/var/lib/apt/lists/*_*`
  return special >= 0 && (folder.startsWith(literal) || literal.startsWith(`${folder}/`));
}
