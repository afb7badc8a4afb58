import { Fault } from '../fault.js';
import type { Endpoint } from './endpoint.js';

/** What dockerode and Node put on errors: a system code, or the status of the engine's answer. */
interface EngineError extends Error {
  code?: string;
  syscall?: string;
  statusCode?: number;
  json?: { message?: string } | null;
}

const gone = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** The engine went away: it did not answer, or the connection broke in the middle of something. */
export function isUnreachable(error: unknown): boolean {
  const { code, syscall, message } = error as EngineError;
  return gone.has(code ?? '') || (code === 'ENOENT' && syscall === 'connect') || /socket hang up/i.test(message ?? '');
}

/** Why an engine did not answer, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as EngineError;
  if (error instanceof Fault) return firstLine(error.message);
  if (code === 'ENOENT') return 'nothing there';
  if (code === 'ECONNREFUSED') return 'nothing listens';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no such host';
  return code ?? firstLine(message ?? String(error));
}

/** Turns what an engine call threw into a fault with a next step; faults, aborts and defects of ours pass unchanged. */
export function engineFault(error: unknown, endpoint: Pick<Endpoint, 'address'>): unknown {
  if (error instanceof Fault || !(error instanceof Error) || error.name === 'AbortError') return error;
  const { code, statusCode } = error as EngineError;
  if (isUnreachable(error))
    return new Fault(
      'engine-unreachable',
      `The Docker engine at ${endpoint.address} stopped answering (${reasonOf(error)}).`,
      'Check that it runs (docker info), then run the same command again.',
      { cause: error },
    );
  if (code === 'EACCES' || code === 'EPERM') return noPermission(endpoint.address, error);
  if (statusCode === undefined) return error;
  const said = messageOf(error);
  if (statusCode === 404 && /no such image/i.test(said))
    return new Fault('image-not-found', said, 'See which images the engine has with: docker image ls', {
      cause: error,
    });
  return new Fault('engine-refused', `The Docker engine refused: ${said}`, hintFor(said), { cause: error });
}

export function noPermission(address: string, cause?: unknown): Fault {
  return new Fault(
    'engine-refused',
    `You may not use the Docker engine at ${address}.`,
    'On Linux, join its group and log in again: sudo usermod -aG docker $USER',
    { cause },
  );
}

/** The engine's own words without dockerode's wrapping. */
export function messageOf(error: unknown): string {
  const { json, message } = error as EngineError;
  return firstLine(json?.message ?? (message ?? String(error)).replace(/^\(HTTP code \d+\) [^-]*- /, ''));
}

export function statusOf(error: unknown): number | undefined {
  return (error as EngineError).statusCode;
}

function hintFor(said: string): string {
  if (/no space left/i.test(said)) return 'Its disk is full: see what is used with docker system df';
  if (/toomanyrequests|rate limit/i.test(said)) return 'The registry limits pulls: log in with docker login, or wait.';
  if (/denied|unauthorized|authentication required/i.test(said))
    return 'Log in to the registry with: docker login REGISTRY';
  if (/platform|no matching manifest/i.test(said)) return 'The image is not made for this machine’s architecture.';
  return 'The engine’s own log says more (docker info; journalctl -u docker, or Docker Desktop’s troubleshoot page).';
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.slice(0, 500) ?? '';
}
