import type { Engine } from '../connect.js';
import type { Surroundings } from '../docker-config.js';
import { bareHost, isInNetwork, isLoopback } from './proxy.js';

/** Registries that may be reached without encryption, or behind a certificate that nobody vouches for: HOST[:PORT] or networks. */
export function namedInsecure({ env }: Surroundings): string[] {
  return (env.DOCKWRIGHT_INSECURE_REGISTRIES ?? '').split(/[\s,]+/).filter(Boolean);
}

/** Those that the engine's own settings name (`insecure-registries`), since who set them there means it. */
export async function engineInsecure(engine: Engine): Promise<string[]> {
  const { RegistryConfig } = (await engine.docker.info()) as {
    RegistryConfig?: { IndexConfigs?: Record<string, { Secure?: boolean }>; InsecureRegistryCIDRs?: string[] | null };
  };
  const hosts = Object.entries(RegistryConfig?.IndexConfigs ?? {}).filter(([, { Secure }]) => Secure === false);
  return [...hosts.map(([host]) => host), ...(RegistryConfig?.InsecureRegistryCIDRs ?? [])];
}

/** How far a registry is trusted: not at all without TLS; over plain HTTP, as all that is on this machine is; or in any way. */
export function insecurityOf(host: string, named: readonly string[]): 'none' | 'plain' | 'any' {
  const url = new URL(`http://${host}`);
  const name = bareHost(url);
  // the engine lists loopback as a network of its own
  if (isLoopback(name)) return named.includes(host) ? 'any' : 'plain';
  return named.some((entry) => entry === host || entry === name || isInNetwork(name, entry)) ? 'any' : 'none';
}
