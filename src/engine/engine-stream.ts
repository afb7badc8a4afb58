import type { IncomingMessage } from 'node:http';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';

const allowed = { 200: true, 400: 'bad request', 404: 'not found', 500: 'server error', 501: 'not supported' };

/**
 * Asks the engine for something that may be larger than we want to hold: the caller reads as much as it needs and destroys the
 * stream, where dockerode's own calls would gather the whole answer first.
 * @param path with a leading slash, without a query
 * @throws what the engine refused, as dockerode's errors (status and message)
 */
export function openEngineStream(
  engine: Engine,
  path: string,
  query: Record<string, string | number | boolean>,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = {
    path: `${path}?`,
    method: 'GET',
    isStream: true,
    options: { ...query },
    abortSignal: signal,
    statusCodes: allowed,
  };
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(request, (error: unknown, stream: unknown) => {
      if (error) reject(error);
      else resolve(stream as IncomingMessage);
    });
  });
}

/** The engine's answer to a call, its errors as faults. */
export async function askEngine<T>(engine: Engine, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
}

/**
 * The beginning of an answer.
 * @returns its text and whether that is all
 */
export async function readBounded(stream: IncomingMessage, longest: number): Promise<{ text: string; whole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= longest) {
      stream.destroy();
      return { text: Buffer.concat(chunks).toString('utf8'), whole: false };
    }
  }
  return { text: Buffer.concat(chunks).toString('utf8'), whole: true };
}
