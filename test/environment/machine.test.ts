import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { colimaProfile, type EngineKind, engineKind } from '../../src/environment/engine-kind.js';
import { readMachine } from '../../src/environment/machine.js';
import { aPlace } from './a-place.js';
import { someFacts } from './some-facts.js';

describe('this machine', () => {
  test('Linux: distribution, swap, group, processors of graphics', async () => {
    const place = await aPlace({
      files: {
        '/etc/os-release': 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nPRETTY_NAME="Linux Mint 22"\n',
        '/proc/meminfo': 'MemTotal: 16000000 kB\nSwapTotal:       2097148 kB\n',
        '/proc/version': 'Linux version 6.8.0-generic',
        '/proc/sys/vm/overcommit_memory': '2\n',
        '/etc/group': 'root:x:0:\ndocker:x:998:ana,ben\n',
        '/dev/nvidia0': '',
        '/dev/kfd': '',
        '/run/systemd/system/x': '',
      },
      system: { groups: [1000, 998] },
    });
    expect(await readMachine(place)).toMatchObject({
      distribution: { ids: ['linuxmint', 'ubuntu', 'debian'], name: 'Linux Mint 22' },
      swapBytes: 2_097_148 * 1024,
      overcommit: 2,
      wsl: false,
      systemd: true,
      container: false,
      desktop: false,
      gpus: ['nvidia', 'amd'],
      dockerGroup: { members: ['ana', 'ben'], inSession: true },
    });
  });

  test('a bare Linux says nothing', async () => {
    expect(await readMachine(await aPlace())).toMatchObject({
      distribution: null,
      swapBytes: null,
      overcommit: null,
      dockerGroup: null,
      systemd: false,
      gpus: [],
    });
  });

  test('macOS with an Apple processor, Docker Desktop and Colima', async () => {
    const place = await aPlace({
      platform: 'darwin',
      env: { PATH: '{home}/bin' },
      home: { 'bin/colima': '', 'bin/nvidia-smi-not': '' },
      files: { '/Applications/Docker.app/x': '' },
      system: { arch: 'arm64' },
    });
    const machine = await readMachine(place);
    expect(machine).toMatchObject({ gpus: ['apple'], desktop: true, swapBytes: null, distribution: null });
    expect(machine.programs.has('colima')).toBe(true);
  });

  test('Windows with Docker Desktop', async () => {
    const place = await aPlace({ platform: 'win32', env: { PATH: '{home}/bin', ProgramFiles: '{home}/Programs' } });
    const { home } = place.surroundings;
    await mkdir(join(home, 'Programs', 'Docker', 'Docker'), { recursive: true });
    await writeFile(join(home, 'Programs', 'Docker', 'Docker', 'Docker Desktop.exe'), '');
    await mkdir(join(home, 'bin'));
    await writeFile(join(home, 'bin', 'nvidia-smi.exe'), '', { mode: 0o755 });
    expect(await readMachine(place)).toMatchObject({ desktop: true, gpus: ['nvidia'], wsl: false });
  });

  test('a container', async () => {
    expect(await readMachine(await aPlace({ files: { '/.dockerenv': '' } }))).toMatchObject({ container: true });
  });
});

/** Each line: what the engine says of its system and name, where it listens, on what, and what it is. */
const kinds: [system: string, host: string, address: string, platform: NodeJS.Platform, kind: EngineKind][] = [
  ['Docker Desktop', 'docker-desktop', 'unix:///Users/a/.docker/run/docker.sock', 'darwin', 'docker-desktop'],
  ['Docker Desktop', 'docker-desktop', 'npipe:////./pipe/dockerDesktopLinuxEngine', 'win32', 'docker-desktop-wsl'],
  ['Ubuntu 24.04', 'colima', 'unix:///Users/a/.colima/default/docker.sock', 'darwin', 'colima'],
  ['Ubuntu 24.04', 'colima-work', 'unix:///Users/a/.config/colima/work/docker.sock', 'darwin', 'colima'],
  ['OrbStack', 'orbstack', 'unix:///Users/a/.orbstack/run/docker.sock', 'darwin', 'orbstack'],
  ['Alpine Linux v3.20', 'lima-rancher-desktop', 'unix:///Users/a/.rd/docker.sock', 'darwin', 'rancher-desktop'],
  ['Rancher Desktop WSL Distribution', 'PC', 'npipe:////./pipe/docker_engine', 'win32', 'rancher-desktop'],
  ['Ubuntu 24.04', 'lima-docker', 'unix:///Users/a/.lima/docker/sock/docker.sock', 'darwin', 'lima'],
  ['Debian GNU/Linux 13', 'laptop', 'unix:///var/run/docker.sock', 'linux', 'linux'],
  ['Debian GNU/Linux 13', 'build', 'tcp://build:2376', 'linux', 'remote'],
];

test.each(kinds)('%s, %s at %s on %s is %s', (operatingSystem, hostName, address, platform, kind) => {
  const endpoint = { source: 'default socket', address, local: !address.startsWith('tcp'), options: {} };
  const { machine } = someFacts({ machine: { platform } });
  expect(engineKind({ endpoint, podman: false }, { operatingSystem, hostName }, machine, null)).toBe(kind);
});

test('Podman, WSL and Hyper-V', () => {
  const endpoint = {
    source: 'default socket',
    address: 'unix:///x/podman/machine/podman.sock',
    local: true,
    options: {},
  };
  const fedora = { operatingSystem: 'fedora', hostName: 'localhost' };
  const { machine: mac } = someFacts({ machine: { platform: 'darwin' } });
  expect(engineKind({ endpoint, podman: true }, fedora, mac, null)).toBe('podman-machine');
  const { machine: wsl } = someFacts({ machine: { wsl: true } });
  const socket = { ...endpoint, address: 'unix:///var/run/docker.sock' };
  expect(engineKind({ endpoint: socket, podman: false }, fedora, wsl, null)).toBe('wsl');
  const desktop = { operatingSystem: 'Docker Desktop', hostName: 'docker-desktop' };
  const { machine: windows } = someFacts({ machine: { platform: 'win32' } });
  expect(engineKind({ endpoint: socket, podman: false }, desktop, wsl, null)).toBe('docker-desktop-wsl');
  expect(engineKind({ endpoint: socket, podman: false }, desktop, windows, false)).toBe('docker-desktop');
});

test.each([
  [{ source: 'context colima-work', address: 'unix:///x.sock' }, 'work'],
  [{ source: 'DOCKER_HOST', address: 'unix:///Users/a/.colima/big/docker.sock' }, 'big'],
  [{ source: 'context colima', address: 'unix:///x.sock' }, 'default'],
])('the profile of a Colima: %j', (endpoint, profile) => {
  expect(colimaProfile(endpoint)).toBe(profile);
});
