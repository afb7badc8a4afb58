import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { version } from '../../version.js';
import type { Agents } from './agents.js';

export interface Outgoing {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: URL;
  headers?: Record<string, string | number>;
  body?: Buffer | AsyncIterable<Buffer>;
  signal: AbortSignal;
  /** Longest silence on the connection. */
  idleMs: number;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** To be read to its end or destroyed. */
  body: IncomingMessage;
  url: URL;
}

/**
 * One request and its answer, whatever its status; redirects are the caller's. A server may answer before it has read all
 * that it is sent; the rest stays unsent then.
 * @throws what Node and the system said where there was no answer, or what the body threw
 */
export function exchange(agents: Agents, { method, url, headers, body, signal, idleMs }: Outgoing): Promise<Answer> {
  signal.throwIfAborted();
  const { headers: routeHeaders, ...route } = agents.route(url);
  const { request } = url.protocol === 'https:' && route.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request({
      ...route,
      method,
      headers: { 'user-agent': `dockwright/${version}`, ...headers, ...(routeHeaders as Record<string, string>) },
    });
    const stop = () => sent.destroy(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    sent.on('close', () => signal.removeEventListener('abort', stop));
    sent.setTimeout(idleMs, () => sent.destroy(silence(idleMs)));
    sent.on('error', reject);
    sent.on('response', (answer) => {
      // what is still to be sent is not wanted any more
      if (!sent.writableFinished) answer.once('close', () => sent.destroy());
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: answer, url });
    });
    if (!body || Buffer.isBuffer(body)) sent.end(body);
    else feed(body, sent);
  });
}

function feed(body: AsyncIterable<Buffer>, sent: http.ClientRequest): void {
  const source = Readable.from(body, { objectMode: false, highWaterMark: 1024 * 1024 });
  source.on('error', (error) => sent.destroy(error));
  // the source may be waiting for another server
  sent.on('close', () => source.destroy());
  source.pipe(sent);
}

function silence(idleMs: number): Error {
  return Object.assign(new Error(`no answer within ${idleMs / 1000} s`), { code: 'ETIMEDOUT' });
}

/** The whole body. @throws Error code `ELONG` for one that is longer than `most` bytes, so that no answer fills the memory */
export async function readBody({ body }: Answer, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > most) {
      body.destroy();
      throw Object.assign(new Error(`the answer is longer than ${most} bytes`), { code: 'ELONG' });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Lets the connection be used again without keeping what is on it. */
export async function dropBody(answer: Answer): Promise<void> {
  await readBody(answer, 1024 * 1024).catch(() => answer.body.destroy());
}
