import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { join, posix } from 'node:path';
import type { DockerOptions } from 'dockerode';
import * as z from 'zod';
import { Fault } from '../fault.js';
import { dockerConfigFolder, readDockerConfig, type Surroundings } from './docker-config.js';
import { SshAgent } from './ssh-agent.js';
import { sshTarget } from './ssh-target.js';

/** One place where an engine may listen, and who named it. */
export interface Endpoint {
  /** `DOCKER_HOST`, `context colima`, `default socket`. */
  source: string;
  /** As Docker writes it: unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376, ssh://me@host. */
  address: string;
  options: DockerOptions;
  /** On this machine, so that a port published on 127.0.0.1 can be reached from here. */
  local: boolean;
}

/**
 * Where to look for an engine, in Docker's own order: DOCKER_HOST, DOCKER_CONTEXT, the current context, then the places
 * where Docker, Docker Desktop, Colima, OrbStack, Rancher Desktop and Podman listen. A named one excludes all others.
 */
export async function findEndpoints(surroundings: Surroundings): Promise<Endpoint[]> {
  const { env } = surroundings;
  if (env.DOCKER_HOST)
    return [await endpointOf('DOCKER_HOST', env.DOCKER_HOST, await tlsOfEnvironment(surroundings), surroundings)];
  const context = env.DOCKER_CONTEXT || (await readDockerConfig(surroundings)).currentContext;
  if (context && context !== 'default') return [await endpointOfContext(context, surroundings)];
  return defaultAddresses(surroundings).map((address) => socketEndpoint('default socket', address));
}

/** An endpoint for an address that needs no certificates, such as a default socket. */
export function socketEndpoint(source: string, address: string): Endpoint {
  const path = address.replace(/^(unix|npipe):\/\//, '');
  // dockerode merges its own reading of DOCKER_HOST into the options: `host: undefined` keeps that out
  return { source, address, local: true, options: { socketPath: path, host: undefined } };
}

interface Tls {
  ca?: string;
  cert?: string;
  key?: string;
  verify: boolean;
}

/** Docker's address formats to dockerode's options; anything else is refused with what is allowed. */
async function endpointOf(source: string, address: string, tls: Tls | null, { env }: Surroundings): Promise<Endpoint> {
  if (/^(unix|npipe):\/\/./.test(address)) return socketEndpoint(source, address);
  let url: URL;
  try {
    url = new URL(address.includes('://') ? address : `tcp://${address}`);
  } catch {
    throw badAddress(source, address);
  }
  if (!url.hostname || !['tcp:', 'http:', 'https:', 'ssh:'].includes(url.protocol)) throw badAddress(source, address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'ssh:') {
    const target = sshTarget(url);
    if (!target) throw badAddress(source, address);
    // the name is a mere header: the agent knows where to go
    const options: DockerOptions & { agent: Agent } = {
      protocol: 'http',
      host: 'docker',
      port: 80,
      socketPath: undefined,
      agent: new SshAgent(target, env),
    };
    return { source, address, local: false, options };
  }
  const secure = tls !== null || url.protocol === 'https:';
  return {
    source,
    address,
    local: ['localhost', '127.0.0.1', '::1'].includes(host),
    options: {
      protocol: secure ? 'https' : 'http',
      host,
      port: Number(url.port) || (secure ? 2376 : 2375),
      socketPath: undefined,
      ca: tls?.ca,
      cert: tls?.cert,
      key: tls?.key,
      // the client passes on no other way to accept a certificate that nobody vouches for
      ...(tls && !tls.verify
        ? { agent: new HttpsAgent({ rejectUnauthorized: false, ca: tls.ca, cert: tls.cert, key: tls.key }) }
        : {}),
    },
  };
}

function badAddress(source: string, address: string): Fault {
  return new Fault(
    'invalid-input',
    `${source} is ${address}, which is not an engine's address.`,
    'Write it as unix:///var/run/docker.sock, npipe:////./pipe/docker_engine, tcp://host:2376 or ssh://user@host.',
  );
}

async function tlsOfEnvironment(surroundings: Surroundings): Promise<Tls | null> {
  const { env } = surroundings;
  if (!env.DOCKER_CERT_PATH && !env.DOCKER_TLS_VERIFY) return null;
  return readTls(
    env.DOCKER_CERT_PATH || dockerConfigFolder(surroundings),
    env.DOCKER_TLS_VERIFY !== '',
    'DOCKER_CERT_PATH',
  );
}

async function readTls(folder: string, verify: boolean, source: string): Promise<Tls> {
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8');
    } catch {
      throw new Fault(
        'invalid-input',
        `${source}: ${join(folder, name)} cannot be read.`,
        'An engine behind TLS needs ca.pem, cert.pem and key.pem in that folder.',
      );
    }
  };
  // one after the other: the first that is missing is told, every time
  return { ca: await read('ca.pem'), cert: await read('cert.pem'), key: await read('key.pem'), verify };
}

const contextSchema = z.object({
  Endpoints: z.object({ docker: z.object({ Host: z.string(), SkipTLSVerify: z.boolean().optional() }) }),
});

/** Contexts lie in folders named by the SHA-256 of their name (docker/cli, cli/context/store). */
async function endpointOfContext(name: string, surroundings: Surroundings): Promise<Endpoint> {
  const id = createHash('sha256').update(name).digest('hex');
  const folder = join(dockerConfigFolder(surroundings), 'contexts');
  const source = `context ${name}`;
  const unknown = new Fault(
    'invalid-input',
    `The Docker context ${name} cannot be read from ${folder}.`,
    'See which exist with: docker context ls; choose one with: docker context use NAME',
  );
  let text: string;
  try {
    text = await readFile(join(folder, 'meta', id, 'meta.json'), 'utf8');
  } catch {
    throw unknown;
  }
  const parsed = contextSchema.safeParse(safeJson(text));
  if (!parsed.success) throw unknown;
  const { Host } = parsed.data.Endpoints.docker;
  const tlsFolder = join(folder, 'tls', id, 'docker');
  const tls = await readTls(tlsFolder, parsed.data.Endpoints.docker.SkipTLSVerify !== true, source).catch(() => null);
  return endpointOf(source, Host, tls, surroundings);
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where engines listen when nobody names one, most likely first. */
export function defaultAddresses({ env, platform, home, uid }: Surroundings): string[] {
  if (platform === 'win32')
    return ['docker_engine', 'dockerDesktopLinuxEngine', 'podman-machine-default'].map(
      (pipe) => `npipe:////./pipe/${pipe}`,
    );
  const inHome = (path: string) => posix.join(home, path);
  const linux = platform === 'linux';
  // a service or a cron job has no XDG_RUNTIME_DIR, though systemd made the folder
  const runtime = env.XDG_RUNTIME_DIR || (linux && uid ? `/run/user/${uid}` : undefined);
  const lima = env.LIMA_HOME || inHome('.lima');
  const paths = [
    '/var/run/docker.sock',
    inHome('.docker/run/docker.sock'),
    ...(linux ? [inHome('.docker/desktop/docker.sock')] : []),
    ...(runtime ? [posix.join(runtime, 'docker.sock')] : []),
    ...(env.COLIMA_HOME ? [posix.join(env.COLIMA_HOME, 'default/docker.sock')] : []),
    inHome('.colima/default/docker.sock'),
    posix.join(env.XDG_CONFIG_HOME || inHome('.config'), 'colima/default/docker.sock'),
    inHome('.orbstack/run/docker.sock'),
    inHome('.rd/docker.sock'),
    // Lima's own templates for Docker, rootless and not
    ...['docker', 'docker-rootful', 'default'].map((name) => posix.join(lima, name, 'sock/docker.sock')),
    ...(runtime ? [posix.join(runtime, 'podman/podman.sock')] : []),
    ...(linux ? ['/run/podman/podman.sock'] : []),
    inHome('.local/share/containers/podman/machine/podman.sock'),
    ...(platform === 'darwin' && env.TMPDIR ? [posix.join(env.TMPDIR, 'podman/podman-machine-default-api.sock')] : []),
  ];
  return [...new Set(paths)].map((path) => `unix://${path}`);
}
