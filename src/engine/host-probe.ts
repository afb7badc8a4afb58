import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { withDeadline } from './deadline.js';
import { type Answer, type HttpRequest, isHealthy, type Probe } from './probe.js';

const pollMs = 10;
const answerPatienceMs = 10_000;
const longestBody = 1_000_000;
/** A proxy of the engine accepts for a port that nobody listens on, and closes again; a real listener holds on. */
const heldMs = 40;
const heldAloneMs = 1_000;

/**
 * Reaches the application through a port published on 127.0.0.1.
 * @param askedAt performance.now() when its start was asked for
 * @param listening tells whether something in the container listens, null where it cannot tell
 */
export function hostProbe(
  port: number,
  askedAt: number,
  listening: (signal: AbortSignal) => Promise<boolean | null>,
): Probe {
  const connects = async (signal: AbortSignal) => {
    const answer = await tryConnect(port, heldMs, signal);
    if (answer.error) return answer;
    const confirmed = await listening(signal);
    if (confirmed === true) return answer;
    return confirmed === false ? { ...answer, error: 'nothing listens' } : tryConnect(port, heldAloneMs, signal);
  };
  return {
    description: 'through a port published on 127.0.0.1',
    check: (sign, signal) =>
      'tcp' in sign ? tryConnect(port, heldMs, signal) : sendRequest(port, { method: 'GET', path: sign.path }, signal),
    request: (request, signal) => sendRequest(port, request, signal),
    async untilReady(sign, patienceMs, signal) {
      let last: Answer | null = null;
      for (;;) {
        const began = performance.now();
        const left = askedAt + patienceMs - began;
        if (left <= 0 || signal.aborted) return { milliseconds: null, last };
        const answer = await withDeadline(left, signal, (inTime) =>
          'tcp' in sign ? connects(inTime) : sendRequest(port, { method: 'GET', path: sign.path }, inTime),
        ).catch(() => null);
        if (!answer) continue;
        // a connection counts from when it was made, not from when it had been made sure of
        if (isHealthy(answer)) return { milliseconds: began + answer.milliseconds - askedAt, last };
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

function tryConnect(port: number, holdMs: number, signal: AbortSignal): Promise<Answer> {
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
      timer = setTimeout(() => end(null), holdMs);
    });
    // a server that speaks first is there
    socket.on('data', () => end(null));
    socket.on('end', () => end('closed at once'));
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
