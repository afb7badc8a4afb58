import { join } from 'node:path';
import { dockerConfigFolder, readDockerConfig } from '../engine/docker-config.js';
import { findProgram } from '../engine/find-program.js';
import { type Place, readSmallFile } from './place.js';

/** Docker's client configuration of this user, without any secret of it. */
export interface ClientSettings {
  path: string;
  exists: boolean;
  malformed: boolean;
  context: string | null;
  /** Names of registries with a login, in the file itself or through a helper. */
  registries: string[];
  /** Those whose password lies in the file. */
  plain: string[];
  helpers: { name: string; found: boolean }[];
  /** What builds and containers get. */
  proxies: Proxies;
  /** Of this process's environment. */
  own: Proxies;
}

export interface Proxies {
  http: string | null;
  https: string | null;
  none: string | null;
}

export async function readClientSettings({ surroundings }: Place, address: string | null): Promise<ClientSettings> {
  const { env } = surroundings;
  const path = join(dockerConfigFolder(surroundings), 'config.json');
  const [text, config] = await Promise.all([readSmallFile(path), readDockerConfig(surroundings)]);
  const { auths = {}, credHelpers = {}, credsStore, proxies } = config;
  const helpers = [...new Set([...(credsStore ? [credsStore] : []), ...Object.values(credHelpers)])];
  const proxy = (address ? proxies?.[address] : undefined) ?? proxies?.default;
  return {
    path,
    exists: text !== null,
    malformed: text !== null && !isObject(text),
    context: env.DOCKER_CONTEXT || config.currentContext || null,
    registries: [...new Set([...Object.keys(auths), ...Object.keys(credHelpers)].map(hostOf))],
    plain: Object.entries(auths).flatMap(([name, entry]) => (entry.auth || entry.identitytoken ? [hostOf(name)] : [])),
    helpers: await Promise.all(
      helpers.map(async (name) => ({
        name,
        found:
          /^[A-Za-z0-9._-]+$/.test(name) && (await findProgram(`docker-credential-${name}`, surroundings)) !== null,
      })),
    ),
    proxies: {
      http: proxy?.httpProxy || null,
      https: proxy?.httpsProxy || null,
      none: proxy?.noProxy || null,
    },
    own: {
      http: env.http_proxy || env.HTTP_PROXY || null,
      https: env.https_proxy || env.HTTPS_PROXY || null,
      none: env.no_proxy || env.NO_PROXY || null,
    },
  };
}

/** Docker Hub's key is `https://index.docker.io/v1/`; some keys are addresses, with a login even. */
function hostOf(key: string): string {
  const host = key
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/^[^/@]*@/, '')
    .split('/')[0] as string;
  return host === 'index.docker.io' || host === 'registry-1.docker.io' ? 'docker.io' : host;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
