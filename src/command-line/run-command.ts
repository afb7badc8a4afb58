import type * as z from 'zod';
import { describeFault, exitCodeOf, Fault } from '../fault.js';
import { resolvePath } from '../tools/resolve-path.js';
import type { Tool, ToolContext } from '../tools/tool.js';
import { parseCommand } from './flags.js';
import { commandHelp } from './help.js';
import { colour, printable, progressTo } from './terminal.js';

/** Runs one tool as a command. Returns the exit code; stdout carries the answer, stderr all else. */
export async function runCommand(tool: Tool, args: string[]): Promise<number> {
  const json = args.includes('--json');
  const progress = progressTo(process.stderr);
  const stop = new AbortController();
  const interrupt = () => {
    if (stop.signal.aborted) process.exit(130);
    progress.clear();
    process.stderr.write('stopping and cleaning up (once more to leave at once)\n');
    stop.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('SIGHUP', interrupt);
  try {
    const parsed = parseCommand(tool, args);
    if (parsed.help) {
      process.stdout.write(`${commandHelp(tool)}\n`);
      return 0;
    }
    const { before, after, render, isPlain } = tool.command;
    const input = checkInput(tool, before ? await before(parsed.input, parsed.own) : parsed.input);
    const context: ToolContext = {
      signal: stop.signal,
      report: progress,
      resolvePath: (path) => resolvePath(path, { roots: [], absoluteOnly: false }),
      // the flags --write and --overwrite are the user's own words
      confirm: async () => {},
    };
    const result = await tool.run(input, context);
    const outcome = after ? await after(result, parsed.own, input) : result;
    progress.clear();
    if (json) await print(JSON.stringify(outcome.output, null, 2));
    else {
      const text = render(outcome.output, parsed.own, whereOf(tool, parsed.input), outcome.attachments);
      await print(isPlain?.(parsed.own) ? text : colour(printable(text), process.stdout));
    }
    return stop.signal.aborted ? 130 : (outcome.exitCode ?? (outcome.good ? 0 : 1));
  } catch (error) {
    progress.clear();
    const fault = stop.signal.aborted
      ? describeFault(Object.assign(new Error(), { name: 'AbortError' }))
      : describeFault(error);
    if (process.env.DOCKWRIGHT_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    if (json) await print(JSON.stringify({ error: fault }, null, 2));
    process.stderr.write(`${colour(printable(`error: ${fault.message}\n  next: ${fault.hint}`), process.stderr)}\n`);
    return exitCodeOf(fault.code);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('SIGHUP', interrupt);
  }
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

/** Resolves when the text has left this process, so that a pipe gets all of it before the exit. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
