import * as z from 'zod';
import { checkSettings } from './mcp/check-settings.js';
import type { ServerSettings } from './mcp/connection.js';
import { readHttpOptions } from './mcp/http/http-options.js';
import { startHttpServer } from './mcp/http/start-server.js';
import { say } from './mcp/say.js';
import type { HttpArguments } from './server-arguments.js';

/** Serves MCP over HTTP until Ctrl-C; what still runs then is stopped and cleaned up. @throws Fault for what cannot be served */
export async function serveOnHttp(settings: ServerSettings, given: HttpArguments): Promise<void> {
  const options = readHttpOptions(given);
  await checkSettings(settings);
  z.config({ jitless: true });
  const ended = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  const server = await startHttpServer(settings, options, (error) => say(error.message));
  const access = settings.readOnly
    ? 'read-only; --allow-writes lets it write, build, run and push'
    : 'it may write, build, run and push';
  say(`serving MCP at ${server.url} (${access}); Ctrl-C ends it`);
  if (options.publicUrl?.protocol === 'http:' && options.token !== null)
    say('the token travels in clear; put a proxy with TLS before it');
  await ended;
  await server.close();
}
