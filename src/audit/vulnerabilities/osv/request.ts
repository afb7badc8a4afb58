import { setTimeout as delay } from 'node:timers/promises';
import { withDeadline } from '../../../engine/deadline.js';

/** OSV could not be used. The message reads on: `osv.dev ...`. */
export class OsvFailure extends Error {
  readonly status: number | null;

  constructor(message: string, status: number | null = null) {
    super(message);
    this.status = status;
  }
}

/** How OSV is reached; waiting and patience are given, so that tests need no time. */
export interface OsvAccess {
  /** Without a slash at its end. */
  url: string;
  signal: AbortSignal;
  /** For one answer. */
  patienceMs: number;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const attempts = 4;
const firstWaitMs = 500;
const longestWaitMs = 20_000;
const largestAnswer = 64 * 1024 * 1024;
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

export function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return delay(milliseconds, undefined, { signal });
}

/**
 * JSON from OSV. What may pass (too many requests, a server's fault, a broken connection or answer) is tried again, later each
 * time, or when the server says.
 * @throws OsvFailure with the status where the server refused for good
 */
export async function requestJson(access: OsvAccess, path: string, body?: unknown): Promise<unknown> {
  let failure = new OsvFailure('gave no answer');
  for (let attempt = 1; attempt <= attempts; attempt++) {
    access.signal.throwIfAborted();
    const answer = await tryOnce(access, path, body);
    if ('value' in answer) return answer.value;
    failure = answer.failure;
    if (!answer.retry) break;
    if (attempt < attempts) await access.wait(waitBefore(attempt, answer.afterMs), access.signal);
  }
  throw failure;
}

type Answer = { value: unknown } | { failure: OsvFailure; retry: boolean; afterMs: number | null };

async function tryOnce(access: OsvAccess, path: string, body: unknown): Promise<Answer> {
  let patience: AbortSignal | null = null;
  try {
    return await withDeadline(access.patienceMs, access.signal, (signal) => {
      patience = signal;
      return ask(access, path, body, signal);
    });
  } catch (error) {
    access.signal.throwIfAborted();
    if (error instanceof OsvFailure) return { failure: error, retry: false, afterMs: null };
    const failure = new OsvFailure(describe(error, patience, access.patienceMs));
    return { failure, retry: !isUnreachable(error), afterMs: null };
  }
}

async function ask({ url }: OsvAccess, path: string, body: unknown, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
  });
  if (response.ok) return { value: JSON.parse(await readBounded(response)) };
  await response.body?.cancel();
  const failure = new OsvFailure(`answered with status ${response.status}`, response.status);
  return { failure, retry: passing.has(response.status), afterMs: retryAfter(response.headers.get('retry-after')) };
}

/** There is no way there: no such name, no route, nobody who listens. Who works offline must not wait for it. */
function isUnreachable(error: unknown): boolean {
  const code = (error as { cause?: { code?: string } }).cause?.code ?? '';
  return ['ENOTFOUND', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'].includes(code);
}

async function readBounded(response: Response): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > largestAnswer) throw new OsvFailure('sent more than an answer can be');
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

function describe(error: unknown, patience: AbortSignal | null, patienceMs: number): string {
  if (patience?.aborted) return `gave no answer within ${Math.round(patienceMs / 1000)} s`;
  if (error instanceof SyntaxError) return 'sent what is no JSON';
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  return `cannot be reached (${cause?.code ?? cause?.message ?? (error as Error).message})`;
}

/** Seconds or a date (RFC 9110). */
function retryAfter(header: string | null): number | null {
  if (!header) return null;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null;
}

function waitBefore(attempt: number, asked: number | null): number {
  return Math.min(longestWaitMs, asked ?? firstWaitMs * 2 ** (attempt - 1));
}
