import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What is done to a request instead of passing it on; null passes it on. */
export type Meddling = (request: IncomingMessage, response: ServerResponse) => Changes | null | 'answered';

/** What is done to it on its way. */
export interface Changes {
  /** The connection ends after this many bytes of the request's body. */
  cutRequestAfter?: number;
  /** The connection ends after this many bytes of the answer's body. */
  cutAnswerAfter?: number;
  headers?: Record<string, string | string[]>;
  change?: (piece: Buffer) => Buffer;
}

export interface Meddler {
  host: string;
  seen: { method: string; url: string; headers: http.IncomingHttpHeaders }[];
}

/** A stand-in for a bad network: passes requests on to a real registry, or does to them what a test wants to see. */
export async function startMeddler(registry: string, meddle: Meddling): Promise<Meddler> {
  const seen: Meddler['seen'] = [];
  const server = http.createServer((request, response) => {
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const changes = meddle(request, response);
    if (changes !== 'answered') pass(registry, request, response, changes ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function pass(registry: string, request: IncomingMessage, response: ServerResponse, changes: Changes): void {
  const { method, headers, url } = request;
  const target = new URL(`http://${registry}${url}`);
  const onward = http.request(target, { method, headers, agent: false }, (answer) => {
    const { headers: changed = {}, change = (piece) => piece, cutAnswerAfter } = changes;
    response.writeHead(answer.statusCode ?? 500, { ...answer.headers, ...changed });
    if (cutAnswerAfter === 0) {
      response.flushHeaders();
      response.socket?.end();
      onward.destroy();
      return;
    }
    let passed = 0;
    answer.on('data', (piece: Buffer) => {
      passed += piece.length;
      response.write(change(piece));
      if (cutAnswerAfter !== undefined && passed >= cutAnswerAfter) {
        onward.destroy();
        // what was written goes out first
        response.socket?.end();
      }
    });
    answer.on('end', () => response.end());
    answer.on('error', () => response.socket?.destroy());
  });
  onward.on('error', () => response.socket?.destroy());
  let taken = 0;
  if (changes.cutRequestAfter === 0) {
    onward.destroy();
    request.socket.destroy();
    return;
  }
  request.on('data', (piece: Buffer) => {
    taken += piece.length;
    onward.write(piece);
    if (changes.cutRequestAfter === undefined || taken < changes.cutRequestAfter) return;
    request.removeAllListeners('data');
    onward.destroy();
    request.socket.destroy();
  });
  request.on('end', () => onward.end());
}
