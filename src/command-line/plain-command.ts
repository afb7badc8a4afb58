import { parseArgs } from 'node:util';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import type { CommandFlag } from '../tools/tool.js';

/** A command for a person's hands alone: no tool stands behind it, so that no assistant can call it over MCP. */
export interface PlainCommand {
  name: string;
  title: string;
  /** `CONTAINER [--] CMD...`, for help. */
  usage: string;
  /** How many arguments there may be, and where these are few what the first one is. */
  arguments: { least: number; most: number; choices?: readonly string[] };
  /** It takes a program's words: those after `--`, which are not read as flags. */
  takesWords?: boolean;
  flags: readonly CommandFlag[];
  examples: [command: string, what: string][];
  run(request: PlainRequest, activity: PlainActivity): Promise<PlainAnswer>;
}

export interface PlainRequest {
  given: readonly string[];
  /** After `--`. */
  words: readonly string[];
  flags: Readonly<Record<string, string | boolean>>;
  /** Of a flag that may be given more than once, every value. */
  lists?: Readonly<Record<string, readonly string[]>>;
  json: boolean;
}

export interface PlainActivity extends Activity {
  /** A piece of an answer that comes bit by bit, on stdout at once. */
  say(text: string): void;
}

export interface PlainAnswer {
  exitCode: number;
  /** For a terminal; null where all was said already. */
  text: string | null;
  /** For `--json`. */
  output?: unknown;
}

export interface ParsedPlainCommand extends PlainRequest {
  help: boolean;
}

/** @throws Fault `invalid-input` for an unknown flag, a missing argument or one too many */
export function parsePlainCommand(command: PlainCommand, args: readonly string[]): ParsedPlainCommand {
  const hint = `dockwright ${command.name} --help shows what can be given.`;
  const dashes = command.takesWords ? args.indexOf('--') : -1;
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const words = dashes < 0 ? [] : args.slice(dashes + 1);
  const { values, positionals } = read(command, [...own], hint) as {
    values: Record<string, unknown>;
    positionals: string[];
  };
  const repeated = command.flags.filter(({ multiple }) => multiple).map(({ name }) => name);
  const lists = Object.fromEntries(repeated.map((name) => [name, (values[name] ?? []) as string[]]));
  const single = Object.entries(values).filter(([name]) => !repeated.includes(name));
  const { json = false, help = false, ...flags } = Object.fromEntries(single) as Record<string, string | boolean>;
  for (const { name, choices = [] } of command.flags)
    if (choices.length > 0 && flags[name] !== undefined && !choices.includes(String(flags[name])))
      throw new Fault('invalid-input', `--${name} is one of ${choices.join(', ')}.`, hint);
  const { least, most, choices = [] } = command.arguments;
  if (help !== true && (positionals.length < least || positionals.length > most))
    throw new Fault(
      'invalid-input',
      positionals.length < least ? 'An argument is missing.' : `${positionals.length} arguments are too many.`,
      `dockwright ${command.name} ${command.usage}; ${hint}`,
    );
  const [first] = positionals;
  if (first !== undefined && choices.length > 0 && !choices.includes(first))
    throw new Fault('invalid-input', `${JSON.stringify(first)} is none of ${choices.join(', ')}.`, hint);
  return {
    given: positionals,
    words,
    flags,
    ...(repeated.length > 0 ? { lists } : {}),
    json: json === true,
    help: help === true,
  };
}

function read({ flags }: PlainCommand, args: string[], hint: string) {
  const options = Object.fromEntries(flags.map(({ name, kind, multiple = false }) => [name, { type: kind, multiple }]));
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new Fault('invalid-input', (error as Error).message.split('. ')[0] as string, hint);
  }
}

/** A flag that is a whole number. @throws Fault `invalid-input` */
export function wholeNumber(
  flags: PlainRequest['flags'],
  name: string,
  { usual, most }: { usual: number; most: number },
): number {
  const given = flags[name];
  if (given === undefined) return usual;
  const number = Number(given);
  if (/^\d{1,9}$/.test(String(given)) && number >= 1 && number <= most) return number;
  throw new Fault(
    'invalid-input',
    `--${name} takes a number from 1 to ${most}, not ${JSON.stringify(given)}.`,
    `Write it so: --${name} ${usual}`,
  );
}
