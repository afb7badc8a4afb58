import type { Engine } from '../../engine/connect.js';
import type { EngineInfo } from '../../engine/engine-info.js';
import { findPortHolders, isMissing, readDisk } from '../../engine/host-facts.js';
import { volumeFolder } from '../../engine/volume-folder.js';
import type { HostFacts, Mount, PublishedPort } from './container-evidence.js';
import type { Parts } from './part.js';
import { plainText } from './plain-text.js';

/** What this machine shows of a container that runs on it: who holds its ports, what its mounts lack, how full the disk is. */
export async function readHost(
  engine: Engine,
  info: EngineInfo,
  ports: readonly PublishedPort[],
  mounts: readonly Mount[],
  parts: Parts,
  signal: AbortSignal,
): Promise<HostFacts> {
  const wanted = [...new Set(ports.flatMap(({ hostPort }) => hostPort ?? []))];
  const [holders, disk, missing] = await Promise.all([
    findPortHolders(wanted, signal),
    info.rootFolder ? readDisk(info.rootFolder) : null,
    Promise.all(
      mounts.map(async (mount) => {
        const folder = await folderOf(engine, mount, signal);
        return folder !== null && (await isGone(folder)) ? folder : null;
      }),
    ),
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

/**
 * A bind mount's source as a path of this machine; null where it lies in the engine's virtual machine or may: Docker Desktop and
 * its like share the users' folders only, below a folder of their own.
 */
export function pathHere(source: string, platform: NodeJS.Platform = process.platform): string | null {
  if (platform === 'win32') {
    const [, drive, rest = '/'] = /^\/(?:run\/desktop\/mnt\/host|host_mnt)\/([a-z])(\/.*)?$/.exec(source) ?? [];
    return drive ? `${drive}:${rest}` : /^[a-zA-Z]:[\\/]/.test(source) ? source : null;
  }
  if (platform !== 'darwin') return source;
  const path = source.replace(/^\/host_mnt(?=\/)/, '');
  return /^\/(?:Users|Volumes|private|tmp|var\/folders)\//.test(path) ? path : null;
}

/** What lies behind a mount on the engine's host, as far as somebody named it. */
async function folderOf(engine: Engine, { type, source }: Mount, signal: AbortSignal): Promise<string | null> {
  if (type === 'bind') return source;
  // a volume without a name of its own stands for nothing else
  return type === 'volume' && !/^[0-9a-f]{64}$/.test(source) ? volumeFolder(engine, source, signal) : null;
}

async function isGone(source: string): Promise<boolean> {
  const path = pathHere(source);
  return path !== null && (await isMissing(path)) === true;
}
