import type { ShellCommand, ShellWord } from './shell.js';

/** One letter or one long name of a command's options: `-yq` has `y` and `q`, `--no-cache=1` has `no-cache`. */
export interface Option {
  name: string;
  word: ShellWord;
  /** After `=`, of a long option. */
  value: string | null;
}

/** A command's options; `-` and `--` alone are none. */
export function optionsOf(command: ShellCommand): Option[] {
  return command.words.flatMap((word): Option[] => {
    const { value } = word;
    if (value === '-' || value === '--' || !value.startsWith('-')) return [];
    if (!value.startsWith('--')) return [...value.slice(1)].map((name) => ({ name, word, value: null }));
    const at = value.indexOf('=');
    return [{ name: at < 0 ? value.slice(2) : value.slice(2, at), word, value: at < 0 ? null : value.slice(at + 1) }];
  });
}

/** Whether any of these options is given; one letter for a short one, the name without dashes for a long one. */
export function hasOption(command: ShellCommand, ...names: string[]): boolean {
  return optionsOf(command).some(({ name }) => names.includes(name));
}

/** The values of an option, from `--name=value` or from the word after it. */
export function optionValues(command: ShellCommand, ...names: string[]): string[] {
  return optionsOf(command)
    .filter((option) => names.includes(option.name))
    .map(({ value, word }) => value ?? command.words[command.words.indexOf(word) + 1]?.value)
    .filter((value) => value !== undefined);
}

/** The words that are no options. @param valued options whose next word is their value and is left out too */
export function operands(command: ShellCommand, valued: readonly string[] = []): ShellWord[] {
  const skipped = new Set<ShellWord>();
  for (const { name, word, value } of optionsOf(command)) {
    skipped.add(word);
    if (value === null && valued.includes(name)) {
      const next = command.words[command.words.indexOf(word) + 1];
      if (next) skipped.add(next);
    }
  }
  return command.words.filter((word) => !skipped.has(word) && word.value !== '--' && word.value !== '-');
}

/** The first operand is the subcommand: `install` of `apt-get -y install curl`. */
export function subcommand(command: ShellCommand, valued: readonly string[] = []): string | null {
  return operands(command, valued)[0]?.value ?? null;
}

/** Whether the words stand next to each other, in this order. */
export function hasSequence(command: ShellCommand, ...values: string[]): boolean {
  const all = command.words.map(({ value }) => value);
  return all.some((_, at) => values.every((value, offset) => all[at + offset] === value));
}
