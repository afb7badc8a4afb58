import type { Span } from '../../finding.js';
import { type Mount, mountsOf } from '../model/mounts.js';
import type { ComposeFile } from '../model/parse-compose.js';
import { entryAt, textOf } from '../model/value.js';

/** Folders of the host that nothing but the host should write to or show; with what is in them. */
const systemFolders = ['/boot', '/etc', '/proc', '/sys', '/dev', '/root', '/var/lib/docker', '/var/run', '/run'];
/** These themselves; single projects keep files below them. */
const systemRoots = ['/', '/bin', '/sbin', '/lib', '/lib64', '/usr', '/var', '/var/lib', '/home'];
/** Files that containers are given to read, each harmless. */
const harmless = [
  '/etc/localtime',
  '/etc/timezone',
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/etc/letsencrypt',
];
const harmlessDevices = ['/dev/shm', '/dev/dri', '/dev/net/tun', '/dev/null'];
/** What KICS calls sensitive: the beginning of a path, whatever is below. */
const beginnings =
  '/bin /sbin /boot /cdrom /dev /etc /home /lib /media /proc /root /run /seLinux /srv /usr /var /sys'.split(' ');

/** A folder of the host in a container, and where it is named. */
export interface HostFolder {
  path: string;
  where: Span;
  readOnly: boolean;
  /** Of a service, or of a volume that stands for a folder. */
  owner: string;
}

export function hostFolders({ services, declared }: ComposeFile): HostFolder[] {
  const mounted = services.flatMap((service) =>
    mountsOf(service).flatMap((mount): HostFolder[] =>
      mount.source === null || mount.type === 'anonymous'
        ? []
        : [{ path: mount.source, where: placeOf(mount), readOnly: mount.readOnly, owner: service.name }],
    ),
  );
  const volumes = [...declared.volumes.values()].flatMap(({ key, value }) =>
    ['device', 'mountpoint'].flatMap((option): HostFolder[] => {
      const entry = entryAt(value, 'driver_opts', option);
      const path = textOf(entry?.value);
      return entry && path !== undefined
        ? [{ path, where: entry.value.where, readOnly: false, owner: `volume ${key}` }]
        : [];
    }),
  );
  return [...mounted, ...volumes];
}

function placeOf({ value }: Mount): Span {
  return (entryAt(value, 'source') ?? entryAt(value, 'src'))?.value.where ?? value.where;
}

/** It belongs to the operating system: a change of it, or a look into it, reaches beyond one project. */
export function isSystemFolder(path: string): boolean {
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  if ([...harmless, ...harmlessDevices].some((folder) => isWithin(plain, folder))) return false;
  return systemRoots.includes(plain) || systemFolders.some((folder) => isWithin(plain, folder));
}

/** It begins as a folder of the operating system does, whatever it is. */
export function looksLikeSystemFolder(path: string): boolean {
  return path === '/' || beginnings.some((beginning) => path.startsWith(beginning));
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
