import type { Engine } from './connect.js';

/**
 * One GET of the engine's API that can be stopped; the client's own types offer that for some calls only.
 * @param path may have a query
 */
export function getJson(engine: Engine, path: string, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(
      // the client takes the last character off a path with a question mark, for one that ends with it
      {
        path: path.includes('?') ? `${path}&` : path,
        method: 'GET',
        abortSignal: signal,
        statusCodes: { 200: true, 500: 'server error' },
      },
      (error: unknown, answer: unknown) => (error ? reject(error) : resolve(answer)),
    );
  });
}
