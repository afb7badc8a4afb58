import type { ContainerEvidence, Neighbour } from './evidence/container-evidence.js';

/** Names that engines give to networks in which containers have no names. */
const nameless = new Set(['bridge', 'podman', 'host', 'none', 'default']);
const address = /^(?:jdbc:)?[a-z][\w+.-]{0,40}:\/\/(?:[^@/\s]{0,300}@)?(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/i;
const service: ReadonlyMap<number, readonly string[]> = new Map([
  [5432, ['postgres', 'postgis', 'timescale', 'pgvector', 'cockroach']],
  [3306, ['mysql', 'mariadb', 'percona']],
  [6379, ['redis', 'valkey', 'keydb', 'dragonfly']],
  [27017, ['mongo']],
  [5672, ['rabbitmq']],
  [9092, ['kafka', 'redpanda']],
  [9200, ['elasticsearch', 'opensearch']],
  [11211, ['memcached']],
  [6333, ['qdrant']],
  [11434, ['ollama']],
  [8123, ['clickhouse']],
]);

/** Every name under which a neighbour can be asked for. */
export function namesOf({ name, aliases, composeService }: Neighbour): string[] {
  return [...new Set([name, ...aliases, ...(composeService ? [composeService] : [])])].filter(
    (one) => !/^[0-9a-f]{12}$/.test(one),
  );
}

/** The name by which others are meant to ask for it: the service's, else one that it was given in its network, else its own. */
export function callName(neighbour: Neighbour): string {
  return neighbour.composeService ?? namesOf(neighbour).find((name) => name !== neighbour.name) ?? neighbour.name;
}

export function neighbourNamed({ neighbours }: ContainerEvidence, host: string): Neighbour | null {
  const wanted = host.toLowerCase();
  const named = neighbours.filter((one) => namesOf(one).some((name) => name.toLowerCase() === wanted));
  return (
    named.find(({ sharedNetworks }) => hasNames(sharedNetworks)) ??
    named.find(({ status }) => status === 'running') ??
    named[0] ??
    null
  );
}

/** What probably serves a port: whoever declares it, or whose image is known for it; near ones first. */
export function neighbourServing({ neighbours }: ContainerEvidence, port: number): Neighbour | null {
  const images = service.get(port) ?? [];
  const serves = neighbours.filter(
    ({ exposedPorts, publishedPorts, image }) =>
      exposedPorts.includes(`${port}/tcp`) ||
      publishedPorts.some(({ containerPort }) => containerPort === port) ||
      images.some((word) => image.toLowerCase().includes(word)),
  );
  const near = ({ sharedNetworks, status }: Neighbour) =>
    (hasNames(sharedNetworks) ? 2 : 0) + (status === 'running' ? 1 : 0);
  return serves.toSorted((a, b) => near(b) - near(a))[0] ?? null;
}

/** Whether containers find each other by name in some of these networks. */
export function hasNames(networks: readonly string[]): boolean {
  return networks.some((network) => !nameless.has(network));
}

/** The networks of this container in which there are names. */
export function namedNetworks({ settings }: ContainerEvidence): string[] {
  return settings.networks.map(({ name }) => name).filter((name) => !nameless.has(name));
}

/** Addresses that variables of the environment lead to, as far as they are URLs. */
export function addressesGiven({ settings }: ContainerEvidence): { host: string; port: number | null }[] {
  return [...settings.environment.values()].flatMap((value) => {
    const found = address.exec(value.slice(0, 2_000))?.groups;
    return found?.host ? [{ host: found.host, port: found.port ? Number(found.port) : null }] : [];
  });
}

export function isNumeric(host: string): boolean {
  return /^[\d.]+$|:/.test(host);
}

export function isItself(host: string): boolean {
  return /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|0\.0\.0\.0|::)$/i.test(host);
}

/** A variable whose address leads there, so that the remedy can name it. */
export function variableWith({ settings }: ContainerEvidence, host: string, port: number | null): string | null {
  for (const [name, value] of settings.environment) {
    if (value.length > 2_000 || name === 'PATH' || name === 'HOSTNAME') continue;
    if (value === host || value === `${host}:${port}`) return name;
    const after = value.includes('://') ? value.slice(value.indexOf('://') + 3) : '';
    const place = after.slice(after.lastIndexOf('@') + 1).split(/[/?]/, 1)[0] ?? '';
    if (place === host || place === `${host}:${port}` || (place.startsWith(`${host}:`) && port === null)) return name;
  }
  return null;
}
