#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { version } from './version.js';

/** Arguments after the program's name to an exit code; faces load only when they are the one asked for. */
async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--version' || command === '-V' || command === 'version') {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (command === 'mcp' || (command === undefined && !process.stdin.isTTY) || command === '--root')
    return serve(command === 'mcp' ? rest : args);
  const [{ tools }, { overview }] = await Promise.all([import('./tools/tools.js'), import('./command-line/help.js')]);
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    const asked = tools.find((tool) => tool.command.name === rest[0]);
    const text = asked ? (await import('./command-line/help.js')).commandHelp(asked) : overview(tools, version);
    process.stdout.write(`${text}\n`);
    return 0;
  }
  const tool = tools.find((candidate) => candidate.command.name === command);
  if (tool) return (await import('./command-line/run-command.js')).runCommand(tool, rest);
  const message = `There is no command ${JSON.stringify(command)}.`;
  const hint = `Commands: ${tools.map((candidate) => candidate.command.name).join(', ')}, mcp. dockwright --help tells what they do.`;
  if (rest.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code: 'invalid-input', message, hint } })}\n`);
  process.stderr.write(`error: ${message}\n  next: ${hint}\n`);
  return 2;
}

async function serve(args: string[]): Promise<number> {
  let roots: string[];
  try {
    roots = parseArgs({ args, options: { root: { type: 'string', multiple: true } } }).values.root ?? [];
  } catch (error) {
    process.stderr.write(`error: ${(error as Error).message}\n  next: dockwright mcp [--root DIR]...\n`);
    return 2;
  }
  const { serveOnStdio } = await import('./serve-stdio.js');
  await serveOnStdio(roots);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
// a pending socket or timer of a library must not keep a finished command alive
process.exit();
