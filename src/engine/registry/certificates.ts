import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { dockerConfigFolder, type Surroundings } from '../docker-config.js';

/** What a connection to one registry trusts and shows beyond what every connection does. */
export interface Certificates {
  ca?: (string | Buffer)[];
  cert?: Buffer;
  key?: Buffer;
}

/**
 * Certificates that Docker keeps for a registry, in certs.d/HOST[:PORT]: `*.crt` are authorities, `*.cert` with `*.key` of the
 * same name is our own (docs.docker.com, "Verify repository client with certificates"). An authority for all connections
 * comes by Node's NODE_EXTRA_CA_CERTS and needs nothing here.
 */
export async function registryCertificates(host: string, surroundings: Surroundings): Promise<Certificates> {
  const found: Certificates = {};
  for (const folder of certificateFolders(surroundings)) {
    const path = join(folder, host);
    const names = await readdir(path).catch((): string[] => []);
    const read = (name: string) => readFile(join(path, name));
    for (const name of names.filter((file) => file.endsWith('.crt')))
      found.ca = [...(found.ca ?? (await usualAuthorities(surroundings))), await read(name)];
    const own = names.find((file) => file.endsWith('.cert') && names.includes(file.replace(/cert$/, 'key')));
    if (own && !found.cert)
      Object.assign(found, { cert: await read(own), key: await read(own.replace(/cert$/, 'key')) });
  }
  return found;
}

function certificateFolders(surroundings: Surroundings): string[] {
  const { platform, home, env } = surroundings;
  const own = join(dockerConfigFolder(surroundings), 'certs.d');
  if (platform === 'win32') return [own, join(env.ProgramData ?? 'C:\\ProgramData', 'docker', 'certs.d')];
  if (platform === 'darwin') return [own];
  return [own, join(env.XDG_CONFIG_HOME || join(home, '.config'), 'docker', 'certs.d'), '/etc/docker/certs.d'];
}

/** Authorities of one's own replace the usual ones, so these are named with them. */
async function usualAuthorities({ env }: Surroundings): Promise<(string | Buffer)[]> {
  // Node 22.15 and later
  const getAuthorities = (tls as { getCACertificates?: (type: 'default') => string[] }).getCACertificates;
  if (getAuthorities) return getAuthorities('default');
  const path = env.NODE_EXTRA_CA_CERTS;
  const extra = path ? await readFile(path, 'utf8').catch(() => null) : null;
  return [...tls.rootCertificates, ...(extra === null ? [] : [extra])];
}
