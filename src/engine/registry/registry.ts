import { Fault } from '../../fault.js';
import { currentSurroundings, type Surroundings } from '../docker-config.js';
import { findLogin, type LoginSearch, type RegistryLogin } from '../registry-credentials.js';
import { type Agents, openAgents } from './agents.js';
import { type Authorizer, openAuthorizer } from './authorize.js';
import { registryCertificates } from './certificates.js';
import { type Answer, exchange, type Outgoing } from './exchange.js';
import { findAddress } from './find-address.js';
import { insecurityOf, namedInsecure } from './insecure-registries.js';
import { bareHost } from './proxy.js';
import { keepSecrets, type Secrets } from './registry-secrets.js';
import { type RetryPolicy, usualRetries } from './retry.js';

/** A registry that has answered, and how it is talked to. */
export interface Registry {
  /** As references name it. */
  host: string;
  /** Its address, without a path. */
  address: URL;
  /** Who requests are made as; null for nobody. */
  login: { username: string } | null;
  /** Why a login that Docker's configuration names could not be had. */
  loginProblem: string | null;
  /** `none`: it wants no login. */
  wants: 'none' | 'password' | 'token';
  agents: Agents;
  authorizer: Authorizer;
  secrets: Secrets;
  retries: RetryPolicy;
  idleMs: number;
  /** Told before something is tried again. */
  onRetry: ((attempt: number, delayMs: number, why: string) => void) | undefined;
  /** Ends the connections that are kept open. */
  close(): void;
}

export interface RegistryOptions {
  /** Instead of what Docker's configuration has; null for nobody. */
  login?: RegistryLogin | null;
  /** Registries that may be reached without TLS, besides those of DOCKWRIGHT_INSECURE_REGISTRIES: HOST[:PORT] or networks. */
  insecure?: readonly string[];
  surroundings?: Surroundings;
  retries?: Partial<RetryPolicy>;
  /** Longest silence on a connection. */
  idleMs?: number;
  onRetry?: Registry['onRetry'];
}

const usualIdleMs = 120_000;

/**
 * Finds a registry and how it wants to be logged in to.
 * @param host of a reference: `docker.io`, `ghcr.io`, `127.0.0.1:5000`
 * @throws Fault registry-unreachable, or registry-broken for what is no registry
 */
export async function connectRegistry(
  host: string,
  signal: AbortSignal,
  options: RegistryOptions = {},
): Promise<Registry> {
  const { surroundings = currentSurroundings(), idleMs = usualIdleMs } = options;
  const insecurity = insecurityOf(host, [...namedInsecure(surroundings), ...(options.insecure ?? [])]);
  const search: LoginSearch =
    options.login === undefined ? await findLogin(host, surroundings) : { login: options.login, problem: null };
  const secrets = keepSecrets();
  const server = serverOf(host);
  const agents = openAgents({
    env: surroundings.env,
    certificates: await registryCertificates(host, surroundings),
    server: bareHost(new URL(`https://${server}`)),
    anyCertificate: insecurity === 'any',
  });
  const retries = { ...usualRetries, ...options.retries };
  try {
    const { address, challenge } = await findAddress(
      { host, server, plainAllowed: insecurity !== 'none' },
      { agents, idleMs, signal, policy: retries, onRetry: options.onRetry },
    );
    if (challenge?.scheme === 'bearer' && address.protocol === 'https:' && challenge.realm.protocol === 'http:')
      throw openTokenServer(host, challenge.realm.host);
    return {
      host,
      address,
      login: search.login && { username: search.login.username },
      loginProblem: search.problem,
      wants: challenge === null ? 'none' : challenge.scheme === 'basic' ? 'password' : 'token',
      agents,
      authorizer: openAuthorizer(challenge, { agents, login: search.login, secrets, idleMs }),
      secrets,
      retries,
      idleMs,
      onRetry: options.onRetry,
      close: agents.close,
    };
  } catch (error) {
    agents.close();
    throw error;
  }
}

/** Docker Hub's registry has another name than its references. */
function serverOf(host: string): string {
  return host === 'docker.io' ? 'registry-1.docker.io' : host;
}

/** One request to an address of the registry, or, after a redirect, of another. */
export function send(registry: Registry, outgoing: Omit<Outgoing, 'idleMs'>): Promise<Answer> {
  return exchange(registry.agents, { ...outgoing, idleMs: registry.idleMs });
}

export function openTokenServer(host: string, realm: string): Fault {
  return new Fault(
    'registry-broken',
    `The registry ${host} wants the login sent to ${realm} without encryption.`,
    'Nothing was sent. Whoever runs the registry has to give its token server an https:// address.',
  );
}
