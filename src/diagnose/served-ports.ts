import type { ContainerEvidence } from './evidence/container-evidence.js';
import { announcedAddresses } from './logs/announced-addresses.js';
import { isEnginesOwn } from './standing.js';

/** A port that the container listens on. */
export interface ServedPort {
  port: number;
  /** Reachable from other containers and through published ports; false: from inside the container only. */
  open: boolean;
  process: string | null;
  address: string;
  /** Whether its sockets were seen, or it merely says so. */
  source: 'probe' | 'logs';
}

/** By the process's own sockets, where they were seen; else by what the log announces. Null where neither tells. */
export function servedPorts(evidence: ContainerEvidence): readonly ServedPort[] | null {
  const { inside } = evidence;
  if (inside) {
    const seen = inside.listeners
      .filter(({ address }) => !isEnginesOwn(address))
      .map(
        ({ address, port, process }): ServedPort => ({
          port,
          address,
          process,
          open: !isLoopback(address),
          source: 'probe',
        }),
      );
    const open = new Set(seen.filter((one) => one.open).map(({ port }) => port));
    // one port may have a socket for each family
    return seen.filter((one) => one.open || !open.has(one.port));
  }
  const announced = announcedAddresses(evidence);
  if (announced.length === 0) return null;
  return announced.map(({ address, port }) => ({
    port,
    address,
    process: null,
    open: !isLoopback(address),
    source: 'logs',
  }));
}

export function isLoopback(address: string): boolean {
  return /^127\.|^(?:::ffff:127\.|::1$)|^localhost$|^0{0,4}(?::0{0,4}){6}:0{0,3}1$/i.test(address);
}

/** Its network is its own, so that loopback means itself and ports have to be published. */
export function hasOwnNetwork({ settings: { networkMode } }: ContainerEvidence): boolean {
  return networkMode !== 'host' && networkMode !== 'none' && !networkMode.startsWith('container:');
}
