import { parseShell } from '../../src/audit/dockerfile/model/shell.js';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { parseCommand } from '../../src/command-line/flags.js';
import { parsePlainCommand } from '../../src/command-line/plain-command.js';
import { parseHttpArguments, parseStdioArguments } from '../../src/server-arguments.js';
import { tools } from '../../src/tools/tools.js';

/** The arguments of every `dockwright` in a script, started as itself or by npx. */
export function invocationsIn(script: string): string[][] {
  return parseShell(script, 0).commands.flatMap(({ name, words }) => {
    const values = words.map(({ value }) => value);
    if (name === 'dockwright') return [values];
    return name === 'npx' && values[0] === '-y' && values[1] === 'dockwright' ? [values.slice(2)] : [];
  });
}

/** Null for arguments that the command line accepts, else what it says; nothing is run. */
export function refusalOf([name, ...args]: readonly string[]): string | null {
  if (name === undefined || ['help', '--help', '--version', 'version'].includes(name)) return null;
  const tool = tools.find(({ command }) => command.name === name);
  const plain = plainCommands.find((command) => command.name === name);
  try {
    if (name === 'mcp') parseStdioArguments(args);
    else if (name === 'serve') parseHttpArguments(args);
    else if (tool) parseCommand(tool, args);
    else if (plain) parsePlainCommand(plain, args);
    else return `there is no command ${name}`;
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
