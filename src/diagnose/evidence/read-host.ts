import type { EngineInfo } from '../../engine/engine-info.js';
import { findPortHolders, isMissing, readDisk } from '../../engine/host-facts.js';
import type { HostFacts, Mount, PublishedPort } from './container-evidence.js';
import type { Parts } from './part.js';
import { plainText } from './plain-text.js';

/** What this machine shows of a container that runs on it: who holds its ports, what its mounts lack, how full the disk is. */
export async function readHost(
  info: EngineInfo,
  ports: readonly PublishedPort[],
  mounts: readonly Mount[],
  parts: Parts,
  signal: AbortSignal,
): Promise<HostFacts> {
  const wanted = [...new Set(ports.flatMap(({ hostPort }) => hostPort ?? []))];
  const sources = mounts.filter(({ type }) => type === 'bind').map(({ source }) => source);
  const [holders, disk, missing] = await Promise.all([
    findPortHolders(wanted, signal),
    info.rootFolder ? readDisk(info.rootFolder) : null,
    Promise.all(sources.map(async (source) => ((await isMissing(pathHere(source))) ? source : null))),
  ]);
  if (holders === null) parts.note('host', 'this system does not say which process holds a port');
  return {
    disk,
    portHolders: (holders ?? []).map(({ command, ...holder }) => ({
      ...holder,
      process: command === null ? null : plainText(command, 500),
    })),
    missingMountSources: missing.flatMap((source) => source ?? []),
  };
}

/** Docker Desktop's virtual machine sees this machine's files below a folder of its own. */
function pathHere(source: string): string {
  const windows = /^\/(?:run\/desktop\/mnt\/host|host_mnt)\/([a-z])(\/.*)?$/.exec(source);
  if (windows && process.platform === 'win32') return `${windows[1]}:${windows[2] ?? '/'}`;
  return source.replace(/^\/host_mnt(?=\/)/, '');
}
