import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Fault } from '../fault.js';
import type { Tool } from '../tools/tool.js';

type Kind = 'boolean' | 'number' | 'string' | 'list' | 'record' | 'object';

export interface Flag {
  /** Field of the tool's input, or the command line's own flag. */
  field: string;
  /** `wait-seconds` for `--wait-seconds`. */
  name: string;
  kind: Kind;
  value: string | null;
  description: string;
  choices: string[];
  own: boolean;
}

export interface ParsedCommand {
  input: Record<string, unknown>;
  own: Record<string, string | boolean>;
  json: boolean;
  help: boolean;
}

/** The flags of a tool's command: its zod input in kebab-case, then the ones that only the command line has. */
export function flagsOf(tool: Tool): Flag[] {
  const { positional, hidden = [], flags = [] } = tool.command;
  const fromInput = Object.entries(tool.input.shape)
    .filter(([field]) => field !== positional.input && field !== positional.rest && !hidden.includes(field))
    .map(([field, schema]) => ({ field, ...shapeOf(schema as z.ZodType), name: kebab(field), own: false }));
  const own = flags.map(({ name, kind, value, description, choices = [] }) => ({
    field: name,
    name,
    kind: kind as Kind,
    value: value ?? null,
    description,
    choices,
    own: true,
  }));
  return [...fromInput, ...own];
}

/** Reads a command's arguments. @throws Fault `invalid-input` for an unknown flag, a missing value or one too many */
export function parseCommand(tool: Tool, args: string[]): ParsedCommand {
  const flags = flagsOf(tool);
  const { positional } = tool.command;
  const options = Object.fromEntries(
    flags.map(({ name, kind }) => [
      name,
      {
        type: kind === 'boolean' ? ('boolean' as const) : ('string' as const),
        multiple: kind === 'list' || kind === 'record',
      },
    ]),
  );
  const hint = `dockwright ${tool.command.name} --help shows what can be given.`;
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      allowNegative: true,
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    throw new Fault('invalid-input', (error as Error).message.split('. ')[0] as string, hint);
  }
  if (parsed.positionals.length > 1 && !positional.rest)
    throw new Fault(
      'invalid-input',
      `One ${positional.label} is expected, ${parsed.positionals.length} were given.`,
      hint,
    );
  const [first = positional.default, ...rest] = parsed.positionals;
  const input: Record<string, unknown> = { [positional.input]: first };
  if (positional.rest && rest.length > 0) input[positional.rest] = rest;
  const own: Record<string, string | boolean> = {};
  for (const flag of flags) {
    const value = parsed.values[flag.name];
    if (value === undefined) continue;
    if (flag.own) own[flag.field] = checkChoice(flag, value as string | boolean, hint);
    else input[flag.field] = convert(flag, value, hint);
  }
  return { input, own, json: parsed.values.json === true, help: parsed.values.help === true };
}

/** The command line's own flags have no zod schema that would refuse a wrong choice. */
function checkChoice({ name, choices }: Flag, value: string | boolean, hint: string): string | boolean {
  if (choices.length === 0 || choices.includes(String(value))) return value;
  throw new Fault('invalid-input', `--${name} is one of ${choices.join(', ')}, not ${JSON.stringify(value)}.`, hint);
}

function convert({ name, kind }: Flag, value: unknown, hint: string): unknown {
  if (kind === 'number') {
    if (!/^\d+(\.\d+)?$/.test(value as string))
      throw new Fault('invalid-input', `--${name} takes a number, not ${JSON.stringify(value)}.`, hint);
    return Number(value);
  }
  if (kind === 'list') return (value as string[]).flatMap((item) => item.split(',')).filter(Boolean);
  if (kind === 'record')
    return Object.fromEntries(
      (value as string[]).map((item) => {
        const at = item.indexOf('=');
        if (at < 1) throw new Fault('invalid-input', `--${name} takes NAME=VALUE, not ${JSON.stringify(item)}.`, hint);
        return [item.slice(0, at), item.slice(at + 1)];
      }),
    );
  if (kind === 'object') {
    try {
      return JSON.parse(value as string);
    } catch {
      throw new Fault('invalid-input', `--${name} takes a JSON object.`, hint);
    }
  }
  return value;
}

function shapeOf(schema: z.ZodType): Pick<Flag, 'kind' | 'value' | 'description' | 'choices'> {
  const description = schema.description ?? '';
  let inner: z.ZodType = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap() as z.ZodType;
  const found = description || (inner.description ?? '');
  const item = inner instanceof z.ZodArray ? (inner.element as z.ZodType) : inner;
  const choices = item instanceof z.ZodEnum ? item.options.map(String) : [];
  if (inner instanceof z.ZodBoolean) return { kind: 'boolean', value: null, description: found, choices };
  if (inner instanceof z.ZodNumber) return { kind: 'number', value: 'N', description: found, choices };
  if (inner instanceof z.ZodArray) return { kind: 'list', value: 'NAME', description: found, choices };
  if (inner instanceof z.ZodRecord)
    return inner.valueType instanceof z.ZodString
      ? { kind: 'record', value: 'ID=VALUE', description: found, choices }
      : { kind: 'object', value: 'JSON', description: found, choices };
  return { kind: 'string', value: choices.length ? 'NAME' : 'TEXT', description: found, choices };
}

function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
