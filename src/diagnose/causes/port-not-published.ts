import { defineCause } from '../cause.js';
import type { ContainerEvidence, Neighbour } from '../evidence/container-evidence.js';
import { hasNames } from '../hosts.js';
import { changeSetting } from '../remedies/compose-place.js';
import { hasOwnNetwork, type ServedPort, servedPorts } from '../served-ports.js';

/** Ports of databases, queues and the like, which belong in a private network (principle private-network). */
const backing = new Set([
  1433, 1521, 2181, 2379, 3306, 4222, 5432, 5672, 6333, 6379, 7687, 8086, 9042, 9092, 9200, 9300, 11211, 27017,
]);
/** Where the kernel takes ports from by itself. */
const ephemeralFrom = 32_768;

/** It serves a port, and no way leads there: none is published, and no other container is or was in a network with it. */
export const portNotPublished = defineCause({
  id: 'port-not-published',
  title: 'Its port is not published, so that nothing outside reaches it',
  principle: 'private-network',
  weigh(evidence) {
    const { settings, state } = evidence;
    if (state.status !== 'running' || !hasOwnNetwork(evidence) || settings.publishedPorts.length > 0) return null;
    const port = servedPort(evidence);
    if (!port || backing.has(port.port)) return null;
    const peers = peersOf(evidence);
    const declared = settings.exposedPorts.includes(`${port.port}/tcp`);
    const confidence =
      peers.length > 0 || state.health?.status === 'healthy'
        ? 0.15
        : declared
          ? port.seen
            ? 0.8
            : 0.5
          : port.seen
            ? 0.6
            : 0.5;
    return {
      confidence,
      evidence: [
        port.seen
          ? { source: 'probe', text: `it listens on ${port.address}:${port.port}` }
          : { source: port.source, text: `it serves port ${port.port}` },
        {
          source: 'engine',
          text:
            peers.length > 0
              ? `no port is published; ${peers.slice(0, 3).map(told).join(', ')} can reach it in their common network`
              : 'no port is published, and no other container is in a network of its own with it',
        },
      ],
      remedies: [
        changeSetting(
          evidence,
          'Publish it; on this machine alone, unless others are meant to reach it',
          `ports: ["127.0.0.1:${port.port}:${port.port}"]`,
          { ports: [{ hostAddress: '127.0.0.1', hostPort: port.port, containerPort: port.port }] },
        ),
      ],
    };
  },
});

interface Port {
  port: number;
  address: string;
  seen: boolean;
  source: 'probe' | 'logs' | 'image';
}

function servedPort(evidence: ContainerEvidence): Port | null {
  const served = servedPorts(evidence);
  const declared = evidence.settings.exposedPorts
    .filter((port) => port.endsWith('/tcp'))
    .map((port) => Number.parseInt(port, 10));
  if (served) {
    const usable = served.filter(({ open, port }) => open && port < ephemeralFrom);
    const own = usable.find(({ port }) => declared.includes(port)) ?? usable[0];
    return own ? portOf(own) : null;
  }
  const [first] = declared;
  return first === undefined ? null : { port: first, address: '', seen: false, source: 'image' };
}

function portOf({ port, address, source }: ServedPort): Port {
  return { port, address, seen: source === 'probe', source };
}

/** Who can reach it by name, if only once it runs again: containers of a network that somebody made. */
function peersOf({ neighbours }: ContainerEvidence): Neighbour[] {
  return neighbours.filter(({ sharedNetworks }) => hasNames(sharedNetworks));
}

function told({ name, status }: Neighbour): string {
  return status === 'running' ? name : `${name} (${status} now)`;
}
