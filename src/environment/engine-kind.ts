import type { Engine } from '../engine/connect.js';
import type { EngineResources } from '../engine/engine-resources.js';
import type { Machine } from './machine.js';

/** The product that an engine belongs to, since each is given memory, processors and disk in its own way. */
export type EngineKind =
  | 'docker-desktop'
  /** Docker Desktop whose engine lives in WSL 2. */
  | 'docker-desktop-wsl'
  | 'colima'
  | 'orbstack'
  | 'rancher-desktop'
  | 'lima'
  | 'podman-machine'
  /** An engine installed in a Linux that runs in WSL. */
  | 'wsl'
  | 'linux'
  | 'remote';

export const kindNames: Record<EngineKind, string> = {
  'docker-desktop': 'Docker Desktop',
  'docker-desktop-wsl': 'Docker Desktop (WSL 2)',
  colima: 'Colima',
  orbstack: 'OrbStack',
  'rancher-desktop': 'Rancher Desktop',
  lima: 'Lima',
  'podman-machine': 'Podman machine',
  wsl: 'an engine in WSL',
  linux: 'an engine on this machine',
  remote: 'an engine elsewhere',
};

/** Told by what the engine says of its system and by where it listens. */
export function engineKind(
  { endpoint, podman }: Pick<Engine, 'endpoint' | 'podman'>,
  { operatingSystem, hostName }: Pick<EngineResources, 'operatingSystem' | 'hostName'>,
  machine: Machine,
  desktopWsl: boolean | null,
): EngineKind {
  const system = operatingSystem ?? '';
  const host = hostName ?? '';
  const { source, address, local } = endpoint;
  if (/docker desktop/i.test(system) || host === 'docker-desktop') {
    const windows = machine.platform === 'win32' || machine.wsl;
    return windows && desktopWsl !== false ? 'docker-desktop-wsl' : 'docker-desktop';
  }
  if (/orbstack/i.test(system) || host === 'orbstack' || address.includes('/.orbstack/')) return 'orbstack';
  if (/rancher desktop/i.test(system) || host === 'lima-rancher-desktop' || address.includes('/.rd/'))
    return 'rancher-desktop';
  if (/^colima(-|$)/.test(host) || /colima\/[^/]+\/docker\.sock$/.test(address) || /^context colima/.test(source))
    return 'colima';
  if (/^lima-/.test(host) || /lima\/[^/]+\/sock\//.test(address)) return 'lima';
  if (!local) return 'remote';
  if (podman && (machine.platform !== 'linux' || /podman\/machine/.test(address))) return 'podman-machine';
  return machine.wsl ? 'wsl' : 'linux';
}

/** `default` of a Colima's socket or context, since one machine may have several. */
export function colimaProfile({ source, address }: Pick<Engine['endpoint'], 'source' | 'address'>): string {
  const found = /colima\/([^/]+)\/docker\.sock$/.exec(address) ?? /^context colima-(.+)$/.exec(source);
  return found?.[1] ?? 'default';
}
