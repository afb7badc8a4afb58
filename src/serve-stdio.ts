import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';
import { checkSettings } from './mcp/check-settings.js';
import type { ServerSettings } from './mcp/connection.js';
import { messageLines } from './mcp/message-lines.js';
import { say } from './mcp/say.js';
import { createServerState } from './mcp/server-state.js';
import { createServer } from './server.js';

/** Serves MCP on stdin and stdout until the client goes; what still runs then is stopped and cleaned up. @throws Fault for settings that cannot be */
export async function serveOnStdio(settings: ServerSettings): Promise<void> {
  await checkSettings(settings);
  // compiling a validator for a message that comes once takes longer than walking its schema
  z.config({ jitless: true });
  const state = createServerState();
  const lines = process.stdin.pipe(messageLines((line) => process.stdout.write(line)));
  const transport = new StdioServerTransport(lines, process.stdout);
  const handle = serveStdio(() => createServer({ ...settings, state }), {
    transport,
    onerror: (error) => say(error.message),
  });
  const ended = new Promise<void>((resolve) => {
    const { onclose } = transport;
    // a client that reads no more: its end of stdout is closed
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
    process.stdin.once('end', resolve).once('close', resolve);
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  await ended;
  await state.longWork.stopAll();
  await handle.close();
}
