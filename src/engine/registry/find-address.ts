import { Fault } from '../../fault.js';
import type { Agents } from './agents.js';
import { type Challenge, readChallenge } from './challenge.js';
import { dropBody, exchange } from './exchange.js';
import { isCertificateError, isNetworkError } from './network-fault.js';
import { passing } from './passing.js';
import { type Retrying, retry, Setback } from './retry.js';

export interface Sought {
  /** As references name it. */
  host: string;
  /** Where it listens. */
  server: string;
  /** Whether plain HTTP will do where it does not speak TLS. */
  plainAllowed: boolean;
}

interface Means extends Retrying {
  agents: Agents;
  idleMs: number;
}

export interface Found {
  address: URL;
  /** Null where it wants no login, or none that can be given. */
  challenge: Challenge | null;
}

/** Nobody waits long for a registry that may not be there. */
const attempts = 3;
const patienceMs = 20_000;

/** Asks for the version of the API (OCI distribution specification, end-1): by TLS, then without where that is allowed. */
export async function findAddress({ host, server, plainAllowed }: Sought, means: Means): Promise<Found> {
  const policy = { ...means.policy, attempts: Math.min(attempts, means.policy.attempts) };
  return retry({ ...means, policy }, async () => {
    try {
      return await knock(new URL(`https://${server}`), host, means);
    } catch (error) {
      const plain = plainAllowed && !isCertificateError(error) && isNetworkError(error);
      // what is refused or cut off may speak HTTP only; what says so does
      if (!plain) throw passing(error, host);
    }
    try {
      return await knock(new URL(`http://${server}`), host, means);
    } catch (error) {
      throw passing(error, host);
    }
  });
}

async function knock(address: URL, host: string, { agents, idleMs, signal }: Means): Promise<Found> {
  const url = new URL('/v2/', address);
  const answer = await exchange(agents, { method: 'GET', url, signal, idleMs: Math.min(idleMs, patienceMs) });
  const challenge = readChallenge(answer.headers['www-authenticate'], url);
  await dropBody(answer);
  const { status } = answer;
  if (status === 200 || status === 401) return { address, challenge };
  // some let nobody in here without telling how; their repositories do
  if (status === 403) return { address, challenge };
  if (status === 429 || status >= 500)
    throw new Setback(
      new Fault(
        'registry-unreachable',
        `The registry ${host} fails (${status}).`,
        'Try again later; its own log says more.',
      ),
    );
  throw new Fault(
    'registry-broken',
    `What answers at ${host} is no registry (${status} for ${url.pathname}).`,
    'Check the name: the registry is what stands before the first slash, such as ghcr.io in ghcr.io/me/app.',
  );
}
