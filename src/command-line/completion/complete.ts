import type { CommandWords, FlagWords } from '../describe-commands.js';

export interface Candidate {
  word: string;
  description: string;
}

/** Names that are not in the definitions; asked for only where one can stand. */
export interface NameSources {
  topics(): Promise<Candidate[]>;
  containers(): Promise<Candidate[]>;
  images(): Promise<Candidate[]>;
}

const helpWord: Candidate = { word: 'help', description: 'Show what a command does' };

/**
 * What may stand for the last of the words.
 * @param words those after `dockwright`, the last one as far as it was typed
 * @returns nothing where a file's name may stand, which a shell completes better
 */
export async function complete(
  commands: readonly CommandWords[],
  words: readonly string[],
  sources: NameSources,
): Promise<Candidate[]> {
  const current = words.at(-1) ?? '';
  const [name, ...given] = words.slice(0, -1);
  const named = commands.map(({ name: word, title }): Candidate => ({ word, description: title }));
  if (name === undefined) return startingWith(current, [...named, helpWord, ...overall]);
  if (name === 'help') return startingWith(current, given.length === 0 ? named : []);
  const command = commands.find((candidate) => candidate.name === name);
  if (!command || (command.takesWords && given.includes('--'))) return [];
  return inCommand(command, given, current, sources);
}

const overall: Candidate[] = [
  { word: '--help', description: 'Show what there is' },
  { word: '--version', description: 'Print the version' },
];

async function inCommand(command: CommandWords, given: string[], current: string, sources: NameSources) {
  const before = given.at(-1) ?? '';
  const awaiting = command.flags.find(({ name, value }) => value !== null && before === `--${name}`);
  if (awaiting) return valuesOf(awaiting, '', current, sources);
  const [, flagName, typed] = /^--([\w-]+)=(.*)$/s.exec(current) ?? [];
  const joined = command.flags.find(({ name, value }) => value !== null && name === flagName);
  if (joined) return valuesOf(joined, `--${joined.name}=`, typed ?? '', sources);
  if (current.startsWith('-')) return startingWith(current, flagsLeft(command, given));
  return argumentsOf(command, given, current, sources);
}

/** After `a,b` in a list, what may stand for b. */
async function valuesOf(flag: FlagWords, prefix: string, typed: string, sources: NameSources): Promise<Candidate[]> {
  const named = await namesFor(flag.name.toUpperCase(), sources);
  const choices = [...flag.choices.map((word): Candidate => ({ word, description: '' })), ...named];
  const before = flag.repeats ? typed.slice(0, typed.lastIndexOf(',') + 1) : '';
  const taken = before.split(',');
  const left = choices.filter(({ word }) => !taken.includes(word));
  return startingWith(
    prefix + typed,
    left.map((choice) => ({ ...choice, word: prefix + before + choice.word })),
  );
}

function flagsLeft({ flags }: CommandWords, given: string[]): Candidate[] {
  return flags
    .filter(
      ({ name, repeats }) => repeats || !given.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
    )
    .map(({ name, description }) => ({ word: `--${name}`, description }));
}

async function argumentsOf(command: CommandWords, given: string[], current: string, sources: NameSources) {
  const valued = new Set(command.flags.filter(({ value }) => value !== null).map(({ name }) => `--${name}`));
  const position = given.filter((word, at) => !word.startsWith('-') && !valued.has(given[at - 1] ?? '')).length;
  if (position === 0 && command.choices.length > 0)
    return startingWith(
      current,
      command.choices.map((word) => ({ word, description: '' })),
    );
  const labels = command.usage.replace(/[[\]]/g, '').split(' ');
  const label = labels[position] ?? '';
  // what may be a file as well is one until something else was begun
  if (label.startsWith('TARGET') && current === '') return [];
  return startingWith(current, await namesFor(label, sources));
}

async function namesFor(label: string, sources: NameSources): Promise<Candidate[]> {
  if (label === 'TOPIC') return sources.topics();
  if (label === 'CONTAINER') return sources.containers();
  if (label === 'IMAGE' || label.startsWith('TARGET') || label === 'SOURCE') return sources.images();
  return [];
}

function startingWith(typed: string, candidates: Candidate[]): Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(typed));
}
