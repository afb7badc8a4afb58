import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface StandIn {
  host: string;
  seen: { method: string; url: string; headers: http.IncomingHttpHeaders }[];
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** A stand-in for a registry that answers as no real one can be made to. It says yes to `/v2/` unless that is answered too. */
export async function startStandIn(
  answer: Answering,
  {
    tls,
    address = '127.0.0.1',
    version = true,
  }: { tls?: { key: string; cert: string }; address?: string; version?: boolean } = {},
): Promise<StandIn> {
  const seen: StandIn['seen'] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    if (version && request.url === '/v2/') {
      response.end('{}');
      return;
    }
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response);
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `${address}:${(server.address() as AddressInfo).port}`, seen };
}

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

export function errors(code: string, message = code, detail: unknown = null) {
  return { errors: [{ code, message, detail }] };
}
