import { tools } from '../tools/tools.js';
import { version } from '../version.js';
import { plainCommands } from './commands/plain-commands.js';
import { commandHelp, overview, plainHelp } from './help.js';
import { runCommand } from './run-command.js';
import { runPlainCommand } from './run-plain-command.js';
import { serverHelp } from './server-help.js';

const helpWords = new Set([undefined, 'help', '--help', '-h']);

/** The command line apart from `mcp`: a command's name and its arguments to an exit code. */
export async function runCommandLine([command, ...rest]: string[]): Promise<number> {
  const named = (name: string | undefined) => tools.find((tool) => tool.command.name === name);
  const plain = (name: string | undefined) => plainCommands.find((candidate) => candidate.name === name);
  if (helpWords.has(command)) {
    const [tool, byHand] = [named(rest[0]), plain(rest[0])];
    let help = overview(tools, plainCommands, version);
    if (rest[0] === 'mcp' || rest[0] === 'serve') help = serverHelp(rest[0]);
    else if (tool) help = commandHelp(tool);
    else if (byHand) help = plainHelp(byHand);
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const tool = named(command);
  if (tool) return runCommand(tool, rest);
  const byHand = plain(command);
  if (byHand) return runPlainCommand(byHand, rest);
  const message = `There is no command ${JSON.stringify(command)}.`;
  const hint = `Commands: ${[...tools.map((candidate) => candidate.command.name), ...plainCommands.map(({ name }) => name)].join(', ')}, mcp, serve. dockwright --help tells what they do.`;
  if (rest.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code: 'invalid-input', message, hint } })}\n`);
  process.stderr.write(`error: ${message}\n  next: ${hint}\n`);
  return 2;
}
