import type * as z from 'zod';
import { Fault } from '../fault.js';
import { resolvePath } from '../tools/resolve-path.js';
import type { Tool, ToolContext } from '../tools/tool.js';
import { parseCommand } from './flags.js';
import { type GuardedActivity, guarded, print } from './guarded.js';
import { commandHelp } from './help.js';
import { colour, printable } from './terminal.js';

/** Runs one tool as a command. Returns the exit code; stdout carries the answer, stderr all else. */
export function runCommand(tool: Tool, args: string[]): Promise<number> {
  const json = args.includes('--json');
  return guarded(json, (activity) => runTool(tool, args, json, activity));
}

async function runTool(tool: Tool, args: string[], json: boolean, activity: GuardedActivity): Promise<number> {
  const parsed = parseCommand(tool, args);
  if (parsed.help) {
    process.stdout.write(`${commandHelp(tool)}\n`);
    return 0;
  }
  const { before, after, render, isPlain } = tool.command;
  const input = checkInput(tool, before ? await before(parsed.input, parsed.own, json) : parsed.input);
  const context: ToolContext = {
    ...activity,
    flags: parsed.own,
    resolvePath: (path) => resolvePath(path, { roots: [], absoluteOnly: false }),
    // the flags --write and --overwrite are the user's own words
    confirm: async () => {},
  };
  const result = await tool.run(input, context);
  const outcome = after ? await after(result, parsed.own, input) : result;
  activity.report.clear();
  if (json) await print(JSON.stringify(outcome.output, null, 2));
  else {
    const text = render(outcome.output, parsed.own, whereOf(tool, parsed.input), outcome.attachments);
    await print(isPlain?.(parsed.own) ? text : colour(printable(text), process.stdout));
  }
  return outcome.exitCode ?? (outcome.good ? 0 : 1);
}

/** The path as it was given, to follow a command that is named next; nothing for the folder that we are in. */
function whereOf({ command }: Tool, input: Record<string, unknown>): string {
  const given = String(input[command.positional.input]);
  if (given === command.positional.default) return '';
  return ` ${/^[\w./~-]+$/.test(given) ? given : `'${given.replaceAll("'", "'\\''")}'`}`;
}

function checkInput(tool: Tool, input: Record<string, unknown>): Record<string, unknown> {
  const result = tool.input.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  throw new Fault(
    'invalid-input',
    `${issue.path.join('.')}: ${issue.message}`,
    `dockwright ${tool.command.name} --help shows what can be given.`,
  );
}
