#!/usr/bin/env node
import * as module from 'node:module';
import { parseArgs } from 'node:util';

// from Node.js 22.8 on the second start compiles nothing
(module as { enableCompileCache?(): unknown }).enableCompileCache?.();

/** Arguments after the program's name to an exit code; a face loads only when it is the one asked for. */
async function main(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === '--version' || command === '-V' || command === 'version') {
    process.stdout.write(`${(await import('./version.js')).version}\n`);
    return 0;
  }
  const serving = command === 'mcp' || command === '--root' || (command === undefined && !process.stdin.isTTY);
  if (serving) return serve(command === 'mcp' ? rest : args);
  const { runCommandLine } = await import('./command-line/main.js');
  return runCommandLine(args);
}

async function serve(args: string[]): Promise<number> {
  let roots: string[];
  try {
    const options = { root: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args, options });
    if (values.help) {
      process.stdout.write(`${(await import('./command-line/help.js')).serverHelp()}\n`);
      return 0;
    }
    roots = values.root ?? [];
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
