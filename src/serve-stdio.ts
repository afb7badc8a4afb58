import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { checkSettings } from './mcp/check-settings.js';
import type { ServerSettings } from './mcp/connection.js';
import { createServerState } from './mcp/server-state.js';
import { createServer } from './server.js';

/** Serves MCP on stdin and stdout until the client goes; what still runs then is stopped and cleaned up. @throws Fault for settings that cannot be */
export async function serveOnStdio(settings: ServerSettings): Promise<void> {
  await checkSettings(settings);
  // compiling a validator for a message that comes once takes longer than walking its schema
  z.config({ jitless: true });
  const state = createServerState();
  const handle = serveStdio(() => createServer({ ...settings, state }), {
    onerror: (error) => process.stderr.write(`dockwright: ${error.message}\n`),
  });
  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await ended;
  await state.longWork.stopAll();
  await handle.close();
}
