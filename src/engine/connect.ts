import { access } from 'node:fs/promises';
import type Docker from 'dockerode';
import { Fault } from '../fault.js';
import { currentSurroundings, type Surroundings } from './docker-config.js';
import { type Endpoint, findEndpoints } from './endpoint.js';
import { messageOf, noPermission, reasonOf } from './engine-fault.js';

/** A Docker engine, or one that speaks its API, that has answered. */
export interface Engine {
  docker: Docker;
  endpoint: Endpoint;
  version: string;
  apiVersion: string;
  /** Of the engine, not of this machine. */
  os: string;
  arch: string;
  cpus: number;
  memoryBytes: number;
  storageDriver: string;
  /** Images lie in containerd's store, where an image's id is its manifest's digest and layers are compressed. */
  containerdStore: boolean;
  /** User ids on the engine's host differ from those in a container (rootless engine, user namespaces). */
  mapsUsers: boolean;
  podman: boolean;
}

const patienceMs = 5_000;

/**
 * Connects to the engine that DOCKER_HOST or the Docker context names, else to the first default one that answers.
 * @throws Fault engine-unreachable naming each place that was tried, engine-refused where permission is missing
 */
export async function connectEngine(surroundings: Surroundings = currentSurroundings()): Promise<Engine> {
  const endpoints = await findEndpoints(surroundings);
  const failures: { endpoint: Endpoint; error: unknown }[] = [];
  for (const endpoint of endpoints) {
    try {
      return await greet(endpoint);
    } catch (error) {
      failures.push({ endpoint, error });
    }
  }
  throw unreachable(failures, surroundings);
}

/** Asks one endpoint what it is; throws what the client or the system said where no engine answers in time. */
export async function greet(endpoint: Endpoint): Promise<Engine> {
  // a missing socket is told apart without loading the client, which costs 0.1 s
  const { socketPath } = endpoint.options;
  if (typeof socketPath === 'string' && endpoint.address.startsWith('unix:')) await access(socketPath);
  const { default: Client } = await import('dockerode');
  const docker = new Client(endpoint.options);
  refuseRedirects(docker);
  const [version, info] = await Promise.race([Promise.all([docker.version(), docker.info()]), tooLate()]);
  // whatever listens there may answer with anything
  if (typeof version?.Version !== 'string' || typeof info !== 'object' || info === null)
    throw new Error('something answers that is no Docker engine');
  const security: string[] = info.SecurityOptions ?? [];
  const components: { Name?: string }[] = version.Components ?? [];
  return {
    docker,
    endpoint,
    version: version.Version,
    apiVersion: version.ApiVersion,
    os: info.OSType ?? version.Os,
    arch: version.Arch,
    cpus: info.NCPU || 1,
    memoryBytes: info.MemTotal || 0,
    storageDriver: info.Driver ?? 'unknown',
    containerdStore: (info.DriverStatus ?? []).some(([, value]: [string, string]) =>
      /containerd\.snapshotter/.test(value),
    ),
    mapsUsers: security.some((option) => /name=(rootless|userns)/.test(option)),
    podman: components.some(({ Name }) => /podman/i.test(Name ?? '')),
  };
}

/**
 * An engine leads elsewhere only where a name makes a path that it tidies (`a//b`, `../x`); followed, that would be another
 * object's path or, by a client that takes it for an address, another host. No object has such a name: not found.
 */
function refuseRedirects(docker: Docker): void {
  type Build = (options: object, context: unknown, data: unknown, callback: Callback) => void;
  type Callback = (error: (Error & { statusCode?: number }) | null, answer?: unknown) => void;
  const modem = docker.modem as unknown as { buildRequest: Build };
  const build = modem.buildRequest;
  modem.buildRequest = (options, context, data, callback) =>
    build.call(modem, { ...options, maxRedirects: 0 }, context, data, (error, answer) => {
      if (error && /^Max redirects exceeded/.test(error.message)) error.statusCode = 404;
      callback(error, answer);
    });
}

async function tooLate(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, patienceMs).unref());
  throw new Error(`no answer within ${patienceMs / 1000} s`);
}

function unreachable(failures: { endpoint: Endpoint; error: unknown }[], { platform }: Surroundings): Fault {
  const refused = failures.find(({ error }) =>
    ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? ''),
  );
  if (refused) return noPermission(refused.endpoint.address, refused.error);
  const reasons = new Map<string, string[]>();
  for (const { endpoint, error } of failures) {
    const reason = (error as { statusCode?: number }).statusCode ? messageOf(error) : reasonOf(error);
    const place = endpoint.source === 'default socket' ? endpoint.address : `${endpoint.source} ${endpoint.address}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), place]);
  }
  const tried = [...reasons].map(([reason, places]) => `${places.join(', ')} (${reason})`);
  const [first] = failures;
  // ssh has told why, and what helps
  if (failures.length === 1 && first?.error instanceof Fault)
    return new Fault(first.error.code, `${first.endpoint.source}: ${first.error.message}`, first.error.hint);
  const named = failures.length === 1 && failures[0] && failures[0].endpoint.source !== 'default socket';
  return new Fault(
    'engine-unreachable',
    `No Docker engine answers. Tried ${tried.join('; ')}.`,
    named
      ? `Start that engine, or correct ${failures[0]?.endpoint.source}.`
      : platform === 'linux'
        ? 'Start it with: sudo systemctl start docker; or name another one in DOCKER_HOST.'
        : 'Start Docker Desktop (or Colima, OrbStack, Podman), or name an engine in DOCKER_HOST.',
    { cause: failures[0]?.error },
  );
}
