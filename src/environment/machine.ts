import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../engine/find-program.js';
import { listSystemFolder, type Place, readSystemFile } from './place.js';

/** This machine, as far as it bears on running containers. */
export interface Machine {
  platform: NodeJS.Platform;
  arch: string;
  memoryBytes: number;
  cpus: number;
  /** Null where the platform does not say. */
  swapBytes: number | null;
  /** Of Linux: its id and the ones that it is like, from os-release. */
  distribution: { ids: string[]; name: string } | null;
  /** Linux inside Windows. */
  wsl: boolean;
  systemd: boolean;
  /** Graphics processors by maker. */
  gpus: ('nvidia' | 'amd' | 'apple')[];
  /** vm.overcommit_memory. */
  overcommit: number | null;
  /** Members of the group docker, null where there is no such group; and whether this session has it. */
  dockerGroup: { members: string[]; inSession: boolean } | null;
  /** Docker Desktop is installed, whether it runs or not. */
  desktop: boolean;
  /** We run in a container ourselves. */
  container: boolean;
  /** Programs that are found, of those that were looked for. */
  programs: Set<string>;
}

const lookedFor = [
  'docker',
  'dockerd',
  'dockerd-rootless.sh',
  'podman',
  'colima',
  'orb',
  'rdctl',
  'limactl',
  'brew',
  'winget',
  'nvidia-smi',
  'nvidia-ctk',
  'trivy',
  'grype',
  'docker-scout',
];

export async function readMachine(place: Place): Promise<Machine> {
  const { surroundings, system } = place;
  const [swapBytes, release, version, systemd, gpus, overcommit, groups, desktop, container, found] = await Promise.all(
    [
      readSwap(place),
      readSystemFile(place, '/etc/os-release'),
      readSystemFile(place, '/proc/version'),
      listSystemFolder(place, '/run/systemd/system'),
      readGpus(place),
      readSystemFile(place, '/proc/sys/vm/overcommit_memory'),
      readSystemFile(place, '/etc/group'),
      hasDesktop(place),
      isContainer(place),
      Promise.all(lookedFor.map((name) => findProgram(name, surroundings))),
    ],
  );
  const programs = new Set(lookedFor.filter((_, at) => found[at]));
  const linux = surroundings.platform === 'linux';
  return {
    platform: surroundings.platform,
    arch: system.arch,
    memoryBytes: system.memoryBytes,
    cpus: system.cpus,
    swapBytes,
    distribution: linux ? distributionOf(release) : null,
    wsl: linux && (/microsoft/i.test(version ?? system.release) || Boolean(surroundings.env.WSL_DISTRO_NAME)),
    systemd: linux && systemd.length > 0,
    gpus: programs.has('nvidia-smi') && !gpus.includes('nvidia') ? ['nvidia', ...gpus] : gpus,
    overcommit: linux && overcommit !== null ? Number(overcommit) : null,
    dockerGroup: linux ? dockerGroupOf(groups ?? '', system.groups) : null,
    desktop,
    container,
    programs,
  };
}

async function hasDesktop({ root, surroundings: { platform, env } }: Place): Promise<boolean> {
  if (platform === 'win32')
    return exists(join(env.ProgramFiles ?? 'C:\\Program Files', 'Docker', 'Docker', 'Docker Desktop.exe'));
  return exists(join(root, platform === 'darwin' ? '/Applications/Docker.app' : '/opt/docker-desktop'));
}

/** Docker and Podman leave these files. */
async function isContainer({ root }: Place): Promise<boolean> {
  const marks = ['/.dockerenv', '/run/.containerenv'];
  return (await Promise.all(marks.map((path) => exists(join(root, path))))).includes(true);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readSwap(place: Place): Promise<number | null> {
  if (place.surroundings.platform !== 'linux') return null;
  const found = /^SwapTotal:\s+(\d+) kB/m.exec((await readSystemFile(place, '/proc/meminfo')) ?? '');
  return found ? Number(found[1]) * 1024 : null;
}

function distributionOf(text: string | null): Machine['distribution'] {
  if (text === null) return null;
  const field = (name: string) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(text)?.[1] ?? '';
  const ids = [field('ID'), ...field('ID_LIKE').split(/\s+/)].filter(Boolean);
  return ids.length > 0 ? { ids, name: field('PRETTY_NAME') || (ids[0] as string) } : null;
}

/** /dev/dxg is Windows' own processor, seen from WSL, where only NVIDIA's is passed on. */
async function readGpus(place: Place): Promise<Machine['gpus']> {
  const { platform } = place.surroundings;
  if (platform === 'darwin') return place.system.arch === 'arm64' ? ['apple'] : [];
  if (platform !== 'linux') return [];
  const devices = await listSystemFolder(place, '/dev');
  return [
    ...(devices.some((name) => /^nvidia\d+$/.test(name)) ? (['nvidia'] as const) : []),
    ...(devices.includes('kfd') ? (['amd'] as const) : []),
  ];
}

function dockerGroupOf(text: string, groups: number[]): Machine['dockerGroup'] {
  const found = /^docker:[^:\n]*:(\d+):(.*)$/m.exec(text);
  if (!found) return null;
  return { members: (found[2] as string).split(',').filter(Boolean), inSession: groups.includes(Number(found[1])) };
}
