import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import type { ServerSettings } from '../connection.js';
import { createServer } from '../create-server.js';
import { createServerState } from '../server-state.js';
import { answer, refusal } from './answer.js';
import { type Authentication, createAuthentication } from './authentication.js';
import { type ClientLimits, createClientLimits } from './client-limits.js';
import type { HttpOptions } from './http-options.js';
import { listen } from './listen.js';
import { allowedHostnames, type Callers, checkCaller, crossOriginHeaders, preflight } from './origins.js';

const defaultPath = '/mcp';
const mostBodyBytes = 4 * 2 ** 20;
const mostHeaderBytes = 16 * 2 ** 10;
const mostConnections = 2048;
/** Streams that wait for changes, of which there are none; fewer than the requests that may run at once. */
const mostSubscriptions = 16;
const headersMs = 10_000;
const requestMs = 60_000;
const keepAliveMs = 30_000;
/** A client that takes nothing of its answer for so long is gone. */
const stuckMs = 60_000;

export interface RunningServer {
  /** What clients call. */
  url: string;
  /** Takes nothing new, stops what runs and waits until it has cleaned up. */
  close(): Promise<void>;
}

/** Serves MCP over Streamable HTTP, both protocol eras, each request by itself. @throws Fault */
export async function startHttpServer(
  settings: ServerSettings,
  options: HttpOptions,
  onError: (error: Error) => void,
): Promise<RunningServer> {
  const state = createServerState();
  const server = createHttpServer({
    maxHeaderSize: mostHeaderBytes,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 5_000,
  });
  server.maxConnections = mostConnections;
  server.setTimeout(stuckMs, (socket: Socket) => {
    // a long call sends nothing for a while either, and its answer is not waiting to be taken
    if (socket.writableLength > 0) socket.destroy();
  });
  const address = await listen(server, options);
  const url = options.publicUrl ?? new URL(`http://${address}${defaultPath}`);
  const exchanges = new AsyncLocalStorage<Exchange>();
  const makeServer = () => {
    const made = createServer({ ...settings, state });
    exchanges.getStore()?.push(made);
    return made;
  };
  const handler = createMcpHandler(makeServer, {
    onerror: onError,
    maxRequestBodySize: mostBodyBytes,
    maxSubscriptions: mostSubscriptions,
  });
  const forward = toNodeHandler(handler, { maxRequestBodySize: mostBodyBytes, onerror: onError });
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    const exchange: Exchange = [];
    // the signal of a web request is lost on Node.js 20 when the request is collected, and nothing would tell that its client went
    response.once('close', () => {
      for (const made of exchange) void made.close().catch(onError);
    });
    return exchanges.run(exchange, () => forward(request, response));
  };
  const parts: Parts = {
    callers: { hostnames: allowedHostnames(options.host, options.publicUrl), origins: options.allowedOrigins },
    authentication: await createAuthentication(options, url),
    limits: createClientLimits(options.limits),
    paths: [url.pathname, defaultPath],
    serve,
  };
  server.on('request', (request, response) => {
    handle(request, response, parts).catch((error: Error) => {
      onError(error);
      response.destroy();
    });
  });
  return {
    url: url.href,
    async close() {
      server.close();
      await state.longWork.stopAll();
      await handler.close();
      server.closeAllConnections();
    },
  };
}

/** The servers that were made for one request. */
type Exchange = McpServer[];

interface Parts {
  callers: Callers;
  authentication: Authentication;
  limits: ClientLimits;
  paths: string[];
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** From the cheapest question to the dearest; a body is read when all have been answered. */
async function handle(request: IncomingMessage, response: ServerResponse, parts: Parts): Promise<void> {
  const { callers, authentication, limits, paths, serve } = parts;
  const refused = checkCaller(request, callers);
  if (refused) return answer(request, response, refused);
  for (const [name, value] of Object.entries(crossOriginHeaders(request.headers.origin)))
    response.setHeader(name, value);
  const first = preflight(request) ?? authentication.metadata(request);
  if (first) return answer(request, response, first);
  if (!paths.includes((request.url ?? '').replace(/\?.*/s, '')))
    return answer(request, response, refusal(404, `Nothing is here; the server is at ${paths[0]}.`));
  const address = request.socket.remoteAddress ?? '';
  const caller = await authentication.check(request);
  if (caller instanceof Response) {
    const seconds = limits.refuse(address);
    return answer(request, response, seconds === null ? caller : tooMany(seconds));
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const leave = await limits.enter(caller?.clientId ?? address, gone.signal);
  if (leave === null) return;
  if (typeof leave === 'number') return answer(request, response, tooMany(leave));
  try {
    await serve(request, response);
  } finally {
    leave();
  }
}

function tooMany(seconds: number): Response {
  return refusal(429, `Too many requests; try again in ${seconds} s.`, { 'retry-after': String(seconds) });
}
