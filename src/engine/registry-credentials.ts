import { execFile } from 'node:child_process';
import { readDockerConfig, type Surroundings } from './docker-config.js';
import { findProgram } from './find-program.js';

export interface RegistryCredentials {
  username: string;
  secret: string;
}

/** Docker's own name for Docker Hub in its configuration. */
const hub = 'https://index.docker.io/v1/';
const hubHosts = new Set(['docker.io', 'registry-1.docker.io', 'index.docker.io', 'auth.docker.io']);

/**
 * What Docker would log in with: from the credential helper that its configuration names for the registry, from its store, or
 * from the configuration itself. Null where there is nothing; nothing of it is ever shown.
 */
export async function registryCredentials(
  host: string,
  surroundings: Surroundings,
): Promise<RegistryCredentials | null> {
  const { auths = {}, credHelpers = {}, credsStore } = await readDockerConfig(surroundings);
  const keys = hubHosts.has(host) ? [hub, ...hubHosts] : [host, `https://${host}`, `http://${host}`];
  for (const key of keys) {
    const helper = credHelpers[key] ?? credsStore;
    const known = (helper && (await askHelper(helper, key, surroundings))) || decode(auths[key]);
    if (known) return known;
  }
  return null;
}

function decode(entry: { auth?: string; identitytoken?: string } | undefined): RegistryCredentials | null {
  if (!entry?.auth) return null;
  const text = Buffer.from(entry.auth, 'base64').toString('utf8');
  const at = text.indexOf(':');
  if (at <= 0) return null;
  // an identity token takes the password's place, under no name
  if (entry.identitytoken) return { username: '', secret: entry.identitytoken };
  return { username: text.slice(0, at), secret: text.slice(at + 1).replace(/\0+$/, '') };
}

const patienceMs = 20_000;

/** Helpers read the registry's name and answer in JSON (docker-credential-helpers). */
async function askHelper(helper: string, key: string, surroundings: Surroundings): Promise<RegistryCredentials | null> {
  // a name from the configuration, never a path
  if (!/^[A-Za-z0-9._-]+$/.test(helper)) return null;
  const program = await findProgram(`docker-credential-${helper}`, surroundings);
  if (!program) return null;
  return new Promise((resolve) => {
    const child = execFile(program, ['get'], { timeout: patienceMs, env: { ...surroundings.env } }, (error, stdout) => {
      resolve(error ? null : parseAnswer(stdout));
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(key);
  });
}

function parseAnswer(text: string): RegistryCredentials | null {
  try {
    const { Username, Secret } = JSON.parse(text) as { Username?: unknown; Secret?: unknown };
    if (typeof Username !== 'string' || typeof Secret !== 'string' || !Secret) return null;
    return { username: Username === '<token>' ? '' : Username, secret: Secret };
  } catch {
    return null;
  }
}
