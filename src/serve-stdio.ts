import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { createServer } from './server.js';
import { createLongAnswers } from './tools/long-answers.js';
import { createLongWork } from './tools/long-work.js';
import type { Outcome } from './tools/tool.js';

/** Serves MCP on stdin and stdout until the client goes; what still runs then is stopped and cleaned up. */
export async function serveOnStdio(roots: string[]): Promise<void> {
  // compiling a validator for a message that comes once takes longer than walking its schema
  z.config({ jitless: true });
  const longAnswers = createLongAnswers();
  const longWork = createLongWork<Outcome<Record<string, unknown>>>();
  const handle = serveStdio(() => createServer({ roots, longWork, longAnswers }), {
    onerror: (error) => process.stderr.write(`dockwright: ${error.message}\n`),
  });
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await ended;
  await longWork.stopAll();
  await handle.close();
}
