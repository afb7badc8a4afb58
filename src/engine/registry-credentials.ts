import { Fault } from '../fault.js';
import { getFromHelper, listFromHelper } from './credential-helper.js';
import { type DockerConfig, readDockerConfig, type Surroundings } from './docker-config.js';

export interface RegistryCredentials {
  /** Empty where the secret is an identity token. */
  username: string;
  secret: string;
}

/** What a registry is logged in to with; nothing of it but the username is ever shown. */
export interface RegistryLogin extends RegistryCredentials {
  /** An identity token is exchanged for others, a registry token is sent as it is. */
  kind: 'password' | 'identity-token' | 'registry-token';
}

/** A login, or why there may be one that could not be had; neither where nobody has logged in. */
export interface LoginSearch {
  login: RegistryLogin | null;
  problem: string | null;
}

/** Docker's own name for Docker Hub in its configuration. */
const hub = 'https://index.docker.io/v1/';
const hubHosts = new Set(['docker.io', 'registry-1.docker.io', 'index.docker.io', 'auth.docker.io']);

/** What BuildKit is given when it asks for a login; null where there is nothing. */
export async function registryCredentials(
  host: string,
  surroundings: Surroundings,
): Promise<RegistryCredentials | null> {
  const { login } = await findLogin(host, surroundings);
  // a registry token is no login that could be exchanged for another
  if (!login || login.kind === 'registry-token') return null;
  return { username: login.username, secret: login.secret };
}

/**
 * What Docker would log in with: from the credential helper that its configuration names for the registry, from its store, or
 * from the configuration itself.
 */
export async function findLogin(host: string, surroundings: Surroundings): Promise<LoginSearch> {
  const config = await readDockerConfig(surroundings);
  const fromHelper = await askHelpers(host, config, surroundings);
  if (fromHelper.login) return fromHelper;
  const entries = Object.entries(config.auths ?? {});
  // the exact names first, then whatever else leads to the same host
  const key = [...keysOf(host), ...entries.map(([name]) => name).filter((name) => isSameHost(name, host))].find(
    (name) => decode(config.auths?.[name]) !== null,
  );
  const login = key === undefined ? null : decode(config.auths?.[key]);
  return { login, problem: login ? null : fromHelper.problem };
}

/**
 * A token from an environment variable, for machines that keep no login.
 * @param username who the token belongs to; by default what the registry takes for any token
 */
export function loginFromVariable(
  host: string,
  variable: string,
  { env }: Surroundings,
  username = tokenUser(host),
): RegistryLogin {
  const secret = env[variable]?.trim();
  if (!secret)
    throw new Fault(
      'invalid-input',
      `The environment variable ${variable} is ${env[variable] === undefined ? 'not set' : 'empty'}.`,
      `It should hold the token for ${host}. In CI, hand the secret over under that name.`,
    );
  return { username, secret, kind: 'password' };
}

/** What stands in a username's place beside a token, by the registries' own manuals. */
function tokenUser(host: string): string {
  if (/\.azurecr\.(io|cn|us)$/.test(host)) return '00000000-0000-0000-0000-000000000000';
  if (/\.dkr\.ecr\.[\w-]+\.amazonaws\.com(\.cn)?$|^public\.ecr\.aws$/.test(host)) return 'AWS';
  if (/(^|\.)gcr\.io$|-docker\.pkg\.dev$/.test(host)) return 'oauth2accesstoken';
  if (host === 'quay.io') return '$oauthtoken';
  return 'token';
}

function keysOf(host: string): string[] {
  return hubHosts.has(host) ? [hub, ...hubHosts] : [host, `https://${host}`, `http://${host}`];
}

/** Whether a key of the configuration, with or without a scheme and a path, is for a host. */
function isSameHost(key: string, host: string): boolean {
  const named =
    key
      .replace(/^https?:\/\//, '')
      .split('/')[0]
      ?.toLowerCase() ?? '';
  return hubHosts.has(host) ? hubHosts.has(named) : named === host.toLowerCase();
}

async function askHelpers(host: string, config: DockerConfig, surroundings: Surroundings): Promise<LoginSearch> {
  const { credHelpers = {}, credsStore } = config;
  const own = Object.keys(credHelpers).find((key) => isSameHost(key, host));
  const helper = own === undefined ? credsStore : credHelpers[own];
  if (!helper) return { login: null, problem: null };
  const [first = host, ...others] = keysOf(host);
  const answer = await getFromHelper(helper, first, surroundings);
  if ('problem' in answer) return { login: null, problem: answer.problem };
  if (answer.found) return { login: asLogin(answer.found), problem: null };
  // logins of other clients lie under other spellings
  const listed = await listFromHelper(helper, surroundings);
  const known = 'found' in listed ? (listed.found ?? []) : [];
  const key = known.find((name) => name !== first && (others.includes(name) || isSameHost(name, host)));
  const second = key === undefined ? null : await getFromHelper(helper, key, surroundings);
  return { login: second && 'found' in second && second.found ? asLogin(second.found) : null, problem: null };
}

function asLogin({ username, secret }: { username: string; secret: string }): RegistryLogin | null {
  if (!secret) return null;
  if (username === '<token>') return { username: '', secret, kind: 'identity-token' };
  return { username, secret, kind: 'password' };
}

type Entry = NonNullable<DockerConfig['auths']>[string];

function decode(entry: Entry | undefined): RegistryLogin | null {
  if (!entry) return null;
  if (entry.registrytoken) return { username: '', secret: entry.registrytoken, kind: 'registry-token' };
  // an identity token takes the password's place, under no name
  if (entry.identitytoken) return { username: '', secret: entry.identitytoken, kind: 'identity-token' };
  const { username, secret } = entry.auth ? split(entry.auth) : { username: entry.username, secret: entry.password };
  return username && secret ? { username, secret, kind: 'password' } : null;
}

function split(auth: string): { username?: string; secret?: string } {
  const text = Buffer.from(auth, 'base64').toString('utf8');
  const at = text.indexOf(':');
  return at <= 0 ? {} : { username: text.slice(0, at), secret: text.slice(at + 1).replace(/\0+$/, '') };
}
