import { tools } from '../tools/tools.js';
import { version } from '../version.js';
import { commandHelp, overview } from './help.js';
import { runCommand } from './run-command.js';

const helpWords = new Set([undefined, 'help', '--help', '-h']);

/** The command line apart from `mcp`: a command's name and its arguments to an exit code. */
export async function runCommandLine([command, ...rest]: string[]): Promise<number> {
  const named = (name: string | undefined) => tools.find((tool) => tool.command.name === name);
  if (helpWords.has(command)) {
    const asked = named(rest[0]);
    process.stdout.write(`${asked ? commandHelp(asked) : overview(tools, version)}\n`);
    return 0;
  }
  const tool = named(command);
  if (tool) return runCommand(tool, rest);
  const message = `There is no command ${JSON.stringify(command)}.`;
  const hint = `Commands: ${tools.map((candidate) => candidate.command.name).join(', ')}, mcp. dockwright --help tells what they do.`;
  if (rest.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code: 'invalid-input', message, hint } })}\n`);
  process.stderr.write(`error: ${message}\n  next: ${hint}\n`);
  return 2;
}
