import type { RegistryLogin } from './registry-credentials.js';

/** A login as the engine wants it in a header; it does not read Docker's configuration, which is ours. */
export function authConfigOf(host: string, login: RegistryLogin | null): Record<string, string> {
  const serveraddress = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  if (!login) return { serveraddress };
  if (login.kind === 'identity-token') return { identitytoken: login.secret, serveraddress };
  if (login.kind === 'registry-token') return { registrytoken: login.secret, serveraddress };
  return { username: login.username, password: login.secret, serveraddress };
}
