import type * as z from 'zod';
import { Fault } from '../fault.js';
import type { Tool } from '../tools/tool.js';

const mostIssues = 3;

/** The arguments of a call, with defaults. @throws Fault `invalid-input` that says what is wrong with which one */
export function checkInput(tool: Tool, given: unknown): Record<string, unknown> {
  const { success, data, error } = tool.input.safeParse(given ?? {});
  if (success) return data;
  throw new Fault(
    'invalid-input',
    `${error.issues.slice(0, mostIssues).map(describeIssue).join('; ')}.`,
    `Call ${tool.name} with that mended; its arguments are ${argumentsOf(tool).join(', ')}.`,
  );
}

/** What was given beside the tool's arguments, so that a misspelt one is not silently left out; null for nothing. */
export function describeIgnored(tool: Tool, given: unknown): string | null {
  const ignored = Object.keys((given ?? {}) as object).filter((name) => !Object.hasOwn(tool.input.shape, name));
  if (ignored.length === 0) return null;
  return `Mind that ${ignored
    .slice(0, mostIssues)
    .map((name) => JSON.stringify(name))
    .join(', ')} had no effect: ${tool.name} takes ${argumentsOf(tool).join(', ')}.`;
}

function argumentsOf({ input, command }: Tool): string[] {
  return Object.keys(input.shape).filter((name) => name !== command.positional.rest);
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.') || 'the arguments';
  if (issue.code === 'invalid_value') return `${name} is none of ${issue.values.join(', ')}`;
  if (issue.code !== 'invalid_type') return `${name}: ${issue.message}`;
  return issue.message.endsWith('received undefined')
    ? `${name} is missing`
    : `${name}: ${issue.message.replace('Invalid input: ', '')}`;
}
