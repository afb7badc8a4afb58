import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, type HttpRequest, isHealthy, type Probe, type Sign } from './probe.js';

const pollMs = 10;
const answerPatienceMs = 10_000;
/** A proxy of the engine accepts for a port that nobody listens on and closes again; a real listener holds on. */
const heldMs = 40;
const longestBody = 1_000_000;

/** Reaches the application through a port published on 127.0.0.1. @param askedAt performance.now() when its start was asked for */
export function hostProbe(port: number, askedAt: number): Probe {
  const check = (sign: Sign, signal: AbortSignal) =>
    'tcp' in sign ? tryConnect(port, signal) : sendRequest(port, { method: 'GET', path: sign.path }, signal);
  return {
    description: 'through a port published on 127.0.0.1',
    check,
    request: (request, signal) => sendRequest(port, request, signal),
    async untilReady(sign, patienceMs, signal) {
      let last: Answer | null = null;
      for (;;) {
        const left = askedAt + patienceMs - performance.now();
        if (left <= 0 || signal.aborted) return { milliseconds: null, last };
        const answer = await check(sign, AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, Math.round(left)))]));
        // a connection counts from when it was made, not from when we had waited to see whether it lasts
        const done = performance.now() - ('tcp' in sign ? heldMs : 0);
        if (isHealthy(answer)) return { milliseconds: done - askedAt, last };
        if (answer.status !== null || !last) last = answer;
        await delay(pollMs);
      }
    },
  };
}

function sendRequest(port: number, { method, path, headers, body }: HttpRequest, signal: AbortSignal): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = (status: number | null, error: string | null) =>
      resolve({
        status,
        error,
        milliseconds: performance.now() - started,
        body: Buffer.concat(chunks).toString('utf8'),
      });
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: { 'user-agent': 'dockwright', ...headers },
        agent: false,
        signal,
        timeout: answerPatienceMs,
      },
      (response) => {
        response.on('data', (chunk: Buffer) => {
          length += chunk.length;
          if (length <= longestBody) chunks.push(chunk);
        });
        response.on('end', () => end(response.statusCode ?? null, null));
        response.on('error', (error) => end(response.statusCode ?? null, error.message));
      },
    );
    request.on('timeout', () => request.destroy(new Error(`no answer within ${answerPatienceMs / 1000} s`)));
    request.on('error', (error: NodeJS.ErrnoException) => end(null, error.code ?? error.message));
    request.end(body);
  });
}

function tryConnect(port: number, signal: AbortSignal): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    let connectedAt = started;
    let timer: NodeJS.Timeout | undefined;
    const socket = connect({ host: '127.0.0.1', port });
    const end = (error: string | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve({ status: null, error, milliseconds: connectedAt - started, body: '' });
    };
    const stop = () => end('stopped');
    signal.addEventListener('abort', stop, { once: true });
    socket.on('connect', () => {
      connectedAt = performance.now();
      timer = setTimeout(() => end(null), heldMs);
    });
    // a server that speaks first is there
    socket.on('data', () => end(null));
    socket.on('end', () => end('closed at once'));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
