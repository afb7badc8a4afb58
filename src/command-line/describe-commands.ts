import type { Tool } from '../tools/tool.js';
import { flagsOf } from './flags.js';
import type { PlainCommand } from './plain-command.js';
import { serverFlags, serverTitles } from './server-help.js';

export interface FlagWords {
  /** Without its dashes. */
  name: string;
  /** What its value is called; null for one that takes none. */
  value: string | null;
  description: string;
  choices: readonly string[];
  /** It may be given again, or several values with commas between. */
  repeats: boolean;
}

/** A command as completions and the manual page need it, whatever it is made of. */
export interface CommandWords {
  name: string;
  title: string;
  /** `[PATH]`, as in its help. */
  usage: string;
  /** What the first argument is one of, where that is known. */
  choices: readonly string[];
  /** Whether words after two dashes belong to another program. */
  takesWords: boolean;
  flags: FlagWords[];
  examples: readonly (readonly [command: string, what: string])[];
}

const json: FlagWords = {
  name: 'json',
  value: null,
  description: 'Print the structured output, one JSON document',
  choices: [],
  repeats: false,
};
const help: FlagWords = { ...json, name: 'help', description: 'Show what can be given' };

/** Every command, in the order of `dockwright --help`. */
export function describeCommands(tools: readonly Tool[], plain: readonly PlainCommand[]): CommandWords[] {
  return [...tools.map(ofTool), ofServer('mcp'), ofServer('serve'), ...plain.map(ofPlain)];
}

function ofTool(tool: Tool): CommandWords {
  const { name, positional, examples, onUnlessTurnedOff = [] } = tool.command;
  const flags = flagsOf(tool).map(
    ({ name: flag, field, value, description, choices, kind }): FlagWords => ({
      name: onUnlessTurnedOff.includes(field) ? `no-${flag}` : flag,
      value,
      description: onUnlessTurnedOff.includes(field) ? `Turn off: ${description}` : description,
      choices,
      repeats: kind === 'list' || kind === 'record',
    }),
  );
  const usage = `[${positional.label}]`;
  return { name, title: tool.title, usage, choices: [], takesWords: false, flags: [...flags, json, help], examples };
}

function ofPlain({
  name,
  title,
  usage,
  arguments: given,
  takesWords = false,
  flags,
  examples,
}: PlainCommand): CommandWords {
  const own = flags.map(
    ({ name: flag, value = null, description, choices = [], multiple = false }): FlagWords => ({
      name: flag,
      value,
      description,
      choices,
      repeats: multiple,
    }),
  );
  return { name, title, usage, choices: given.choices ?? [], takesWords, flags: [...own, json, help], examples };
}

function ofServer(name: 'mcp' | 'serve'): CommandWords {
  const flags = serverFlags[name].map(([flag, description]): FlagWords => {
    const [, long = '', value = null] = /--([\w-]+)(?: (\S+))?$/.exec(flag) ?? [];
    return {
      name: long,
      value,
      description,
      choices: [],
      repeats: long === 'root' || description.includes('more than once'),
    };
  });
  return { name, title: serverTitles[name], usage: '', choices: [], takesWords: false, flags, examples: [] };
}
