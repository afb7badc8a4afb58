import type { Engine } from './connect.js';

/** One GET of the engine's API that can be stopped; the client's own types offer that for some calls only. */
export function getJson(engine: Engine, path: string, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      { path, method: 'GET', abortSignal: signal, statusCodes: { 200: true, 500: 'server error' } },
      (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)),
    );
  });
}
