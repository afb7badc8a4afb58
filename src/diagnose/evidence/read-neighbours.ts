import type { Engine } from '../../engine/connect.js';
import {
  type InspectedContainer,
  inspectContainer,
  type ListedContainer,
  listContainers,
} from '../../engine/inspect-container.js';
import type { Neighbour, PublishedPort } from './container-evidence.js';
import { nameOf } from './find-container.js';
import { plainText } from './plain-text.js';
import { publishedPorts } from './read-ports.js';

const most = 200;
/** The rest is known from the list alone. */
const mostInspected = 30;
const project = 'com.docker.compose.project';
const service = 'com.docker.compose.service';

/**
 * The other containers of the engine: nearest first (same Compose project, a network in common, the same ports of the host), those
 * that run before others, and the first of them with their aliases, health and ports. The far ones tell why a name is not found:
 * they are in other networks.
 */
export async function readNeighbours(
  engine: Engine,
  own: InspectedContainer,
  signal: AbortSignal,
): Promise<Neighbour[]> {
  const others = (await listContainers(engine, [], signal)).filter(({ Id }) => Id !== own.Id);
  const networks = Object.keys(own.NetworkSettings?.Networks ?? {});
  const ports = publishedPorts(own).flatMap(({ hostPort }) => hostPort ?? []);
  const ranked = others
    .map((other) => ({ other, near: nearness(other, own, networks, ports) }))
    .sort((a, b) => b.near - a.near)
    .slice(0, most);
  return Promise.all(
    ranked.map(async ({ other }, index) => {
      // it may be gone by now
      const facts = index < mostInspected ? await inspectContainer(engine, other.Id, signal) : null;
      return neighbourOf(other, facts, networks);
    }),
  );
}

function nearness(
  other: ListedContainer,
  own: InspectedContainer,
  networks: readonly string[],
  ports: readonly number[],
): number {
  const sameProject = other.Labels?.[project] !== undefined && other.Labels[project] === own.Config.Labels?.[project];
  const sharesNetwork = networksOf(other).some((name) => networks.includes(name));
  const sharesPort = (other.Ports ?? []).some(({ PublicPort }) => PublicPort && ports.includes(PublicPort));
  const runs = other.State === 'running';
  return (sharesPort ? 8 : 0) + (sameProject ? 4 : 0) + (sharesNetwork ? 2 : 0) + (runs ? 1 : 0);
}

function networksOf(container: ListedContainer): string[] {
  return Object.keys(container.NetworkSettings?.Networks ?? {});
}

function neighbourOf(
  listed: ListedContainer,
  facts: InspectedContainer | null,
  ownNetworks: readonly string[],
): Neighbour {
  const networks = networksOf(listed);
  const aliases = Object.values(facts?.NetworkSettings?.Networks ?? {}).flatMap(({ Aliases }) => Aliases ?? []);
  const health = facts?.State.Health?.Status;
  return {
    id: listed.Id,
    name: plainText(nameOf(listed), 255),
    image: plainText(listed.Image, 500),
    status: listed.State,
    // what is alone or in the host's network shares none with its like
    sharedNetworks: networks
      .filter((name) => name !== 'none' && ownNetworks.includes(name))
      .map((name) => plainText(name, 200)),
    networks: networks.map((name) => plainText(name, 200)),
    aliases: [...new Set(aliases)].map((alias) => plainText(alias, 255)),
    publishedPorts: facts ? publishedPorts(facts) : listedPorts(listed),
    exposedPorts: facts
      ? Object.keys(facts.Config.ExposedPorts ?? {}).map((port) => plainText(port, 50))
      : [...new Set((listed.Ports ?? []).map(({ PrivatePort, Type }) => `${PrivatePort}/${Type}`))],
    composeService: listed.Labels?.[service] ? plainText(listed.Labels[service], 255) : null,
    health: health && health !== 'none' ? health : null,
  };
}

function listedPorts({ Ports }: ListedContainer): PublishedPort[] {
  return (Ports ?? [])
    .filter(({ PublicPort }) => PublicPort)
    .map(({ PrivatePort, PublicPort, Type, IP }) => ({
      containerPort: PrivatePort,
      protocol: Type,
      hostAddress: IP ?? '',
      hostPort: PublicPort,
    }));
}
