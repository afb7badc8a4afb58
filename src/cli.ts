#!/usr/bin/env node
import * as module from 'node:module';
import type { Fault } from './fault.js';
import { parseHttpArguments, parseStdioArguments } from './server-arguments.js';

// from Node.js 22.8 on the second start compiles nothing
(module as { enableCompileCache?(): unknown }).enableCompileCache?.();

/** Arguments after the program's name to an exit code; a face loads only when it is the one asked for. */
async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--version' || command === '-V' || command === 'version') {
    process.stdout.write(`${(await import('./version.js')).version}\n`);
    return 0;
  }
  const onStdio = command === 'mcp' || command === '--root' || (command === undefined && !process.stdin.isTTY);
  if (onStdio) return serve(command === 'mcp' ? rest : args, 'mcp');
  if (command === 'serve') return serve(rest, 'serve');
  const { runCommandLine } = await import('./command-line/main.js');
  return runCommandLine(args);
}

/** Until the client goes, or Ctrl-C. */
async function serve(args: string[], command: 'mcp' | 'serve'): Promise<number> {
  try {
    const given = command === 'mcp' ? parseStdioArguments(args) : parseHttpArguments(args);
    if (given.help) process.stdout.write(`${(await import('./command-line/server-help.js')).serverHelp(command)}\n`);
    else if (given.http) await (await import('./serve-http.js')).serveOnHttp(given.settings, given.http);
    else await (await import('./serve-stdio.js')).serveOnStdio(given.settings);
    return 0;
  } catch (error) {
    const { message, hint = `dockwright ${command} --help shows what can be given.` } = error as Fault;
    process.stderr.write(`error: ${message}\n  next: ${hint}\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
// a pending socket or timer of a library must not keep a finished command alive
process.exit();
