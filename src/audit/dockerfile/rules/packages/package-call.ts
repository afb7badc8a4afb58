import type { Dockerfile } from '../../model/parse-dockerfile.js';
import type { ShellWord } from '../../model/shell.js';
import { commandsOf, type RunCommand } from '../../run-commands.js';

/** How a package manager is called. */
export interface PackageManager {
  programs: readonly string[];
  /** Options whose value is the next word where none is attached. */
  valued: ReadonlySet<string>;
}

/** An option of a call: one letter, or a long name without its dashes. */
export interface CallOption {
  name: string;
  value: string | null;
}

/** A call of a package manager, its words read as the program reads them. */
export interface PackageCall extends RunCommand {
  options: readonly CallOption[];
  /** Neither options nor their values. */
  operands: readonly ShellWord[];
}

export function packageManager(programs: readonly string[], valued: string): PackageManager {
  return { programs, valued: new Set(valued.split(' ')) };
}

/** Every call of a package manager, in order. */
export function callsOf(dockerfile: Dockerfile, { programs, valued }: PackageManager): PackageCall[] {
  const byProgram = commandsByProgram(dockerfile);
  const commands = programs.flatMap((program) => byProgram.get(program) ?? []);
  return (programs.length > 1 ? commands.sort((a, b) => a.command.start - b.command.start) : commands).map((found) =>
    readCall(found, found.command.words, valued),
  );
}

/** @param words the command's words, or those after what names the program (`-m pip`) */
export function readCall(found: RunCommand, words: readonly ShellWord[], valued: ReadonlySet<string>): PackageCall {
  const options: CallOption[] = [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as ShellWord;
    if (word.value === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (!word.value.startsWith('-') || word.value === '-') {
      operands.push(word);
      continue;
    }
    const read = readOptions(word.value, valued);
    const last = read.at(-1);
    // the value of the last option of a word may be the next word
    if (last?.value === null && valued.has(last.name) && at + 1 < words.length) last.value = words[++at]?.value ?? null;
    options.push(...read);
  }
  return { ...found, options, operands };
}

function readOptions(text: string, valued: ReadonlySet<string>): CallOption[] {
  const equals = text.indexOf('=');
  const value = equals < 0 ? null : text.slice(equals + 1);
  if (text.startsWith('--')) return [{ name: text.slice(2, equals < 0 ? undefined : equals), value }];
  const options: CallOption[] = [];
  for (let at = 1; at < text.length; at++) {
    const name = text[at] as string;
    const rest = text.slice(at + 1);
    if (rest.startsWith('=')) return [...options, { name, value: rest.slice(1) }];
    if (valued.has(name) && rest) return [...options, { name, value: rest }];
    options.push({ name, value: null });
  }
  return options;
}

export function hasOption({ options }: PackageCall, ...names: string[]): boolean {
  return options.some(({ name }) => names.includes(name));
}

/** The values that an option is given. */
export function valuesOf({ options }: PackageCall, ...names: string[]): string[] {
  return options.flatMap(({ name, value }) => (value !== null && names.includes(name) ? [value] : []));
}

/** The first operand that is one of these subcommands, wherever it stands (`dnf module install`, `apt-get $OPTIONS install`). */
export function verbOf({ operands }: PackageCall, verbs: ReadonlySet<string>): ShellWord | null {
  return operands.find(({ value }) => verbs.has(value)) ?? null;
}

/** The operands after the subcommand. */
export function operandsAfter({ operands }: PackageCall, verb: ShellWord): ShellWord[] {
  return operands.slice(operands.indexOf(verb) + 1);
}

const indexes = new WeakMap<Dockerfile, Map<string, RunCommand[]>>();

function commandsByProgram(dockerfile: Dockerfile): Map<string, RunCommand[]> {
  const known = indexes.get(dockerfile);
  if (known) return known;
  const byProgram = new Map<string, RunCommand[]>();
  for (const found of commandsOf(dockerfile)) {
    const others = byProgram.get(found.command.name);
    if (others) others.push(found);
    else byProgram.set(found.command.name, [found]);
  }
  indexes.set(dockerfile, byProgram);
  return byProgram;
}
