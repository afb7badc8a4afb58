import { Fault } from '../fault.js';
import { type Engine, greet } from './connect.js';
import type { Endpoint } from './endpoint.js';
import { messageOf, reasonOf } from './engine-fault.js';

/** What came of asking one endpoint. */
export interface Attempt {
  endpoint: Pick<Endpoint, 'source' | 'address' | 'local'>;
  engine: Engine | null;
  /** Why there is no engine, in a few words; null where there is one. */
  reason: string | null;
  /** What helps, where that is known. */
  hint?: string;
  /** Something listens, and this user may not use it. */
  refused: boolean;
}

/** Asks every endpoint at once, so that several that hang cost no more than one; the order stays that of the endpoints. */
export function attemptEngines(endpoints: readonly Endpoint[]): Promise<Attempt[]> {
  return Promise.all(
    endpoints.map(async (endpoint): Promise<Attempt> => {
      try {
        return { endpoint, engine: await greet(endpoint), reason: null, refused: false };
      } catch (error) {
        const { code, statusCode } = error as { code?: string; statusCode?: number };
        return {
          endpoint,
          engine: null,
          reason: statusCode ? messageOf(error) : reasonOf(error),
          ...(error instanceof Fault ? { hint: error.hint } : {}),
          refused: code === 'EACCES' || code === 'EPERM',
        };
      }
    }),
  );
}
