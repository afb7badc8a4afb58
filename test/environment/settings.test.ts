import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readClientSettings } from '../../src/environment/client-settings.js';
import { daemonFile, readDaemonSettings } from '../../src/environment/daemon-settings.js';
import { readMachine } from '../../src/environment/machine.js';
import {
  colimaSettingsOf,
  desktopSettingsOf,
  readColimaSettings,
  readDesktopSettings,
  readWslSettings,
  wslSettingsOf,
} from '../../src/environment/virtual-machine-settings.js';
import { aPlace } from './a-place.js';
import { assessed } from './some-facts.js';

const store = JSON.stringify({ MemoryMiB: 8192, Cpus: 4, SwapMiB: 1024, DiskSizeMiB: 65536, UseResourceSaver: true });
const set = { memoryBytes: 8 * 2 ** 30, cpus: 4, swapBytes: 2 ** 30, diskBytes: 64 * 2 ** 30, resourceSaver: true };

describe("Docker Desktop's settings", () => {
  test('on macOS', async () => {
    const place = await aPlace({
      platform: 'darwin',
      home: { 'Library/Group Containers/group.com.docker/settings-store.json': store },
    });
    expect(await readDesktopSettings(place, await readMachine(place))).toMatchObject(set);
  });

  test('on Windows', async () => {
    const place = await aPlace({
      platform: 'win32',
      env: { APPDATA: '{home}/AppData/Roaming' },
      home: { 'AppData/Roaming/Docker/settings-store.json': store },
    });
    expect(await readDesktopSettings(place, await readMachine(place))).toMatchObject(set);
  });

  test('on Linux', async () => {
    const place = await aPlace({ home: { '.docker/desktop/settings-store.json': store } });
    expect(await readDesktopSettings(place, await readMachine(place))).toMatchObject(set);
  });

  test('of Windows, seen from WSL', async () => {
    const place = await aPlace({
      files: {
        '/proc/version': 'Linux version 5.15.153.1-microsoft-standard-WSL2',
        '/mnt/c/Users/Public/x': '',
        '/mnt/c/Users/Ana/AppData/Roaming/Docker/settings-store.json': JSON.stringify({ WslEngineEnabled: true }),
        '/mnt/c/Users/Ana/.wslconfig': '[wsl2]\nmemory=6GB\n',
      },
    });
    const machine = await readMachine(place);
    expect(machine.wsl).toBe(true);
    expect(await readDesktopSettings(place, machine)).toMatchObject({ wsl: true, memoryBytes: null });
    expect(await readWslSettings(place, machine)).toMatchObject({ memoryBytes: 6 * 2 ** 30 });
  });

  test('before 4.35, under the older name and spelling; the newer file wins', async () => {
    const old = JSON.stringify({ memoryMiB: 2048, cpus: 2, swapMiB: 512, diskSizeMiB: 61035 });
    const folder = '.docker/desktop';
    const place = await aPlace({ home: { [`${folder}/settings.json`]: old } });
    expect(await readDesktopSettings(place, await readMachine(place))).toMatchObject({ memoryBytes: 2 ** 31, cpus: 2 });
    const both = await aPlace({ home: { [`${folder}/settings.json`]: old, [`${folder}/settings-store.json`]: store } });
    expect(await readDesktopSettings(both, await readMachine(both))).toMatchObject(set);
  });

  test.each(['', '{', '[]', '"x"', 'null'])('%j is malformed', (text) => {
    expect(desktopSettingsOf('s.json', text)).toMatchObject({ malformed: true, memoryBytes: null });
    const desktop = desktopSettingsOf('s.json', text);
    expect(assessed('desktop-settings', { desktop })).toMatchObject({ status: 'warn', value: 's.json is no JSON' });
  });

  test('values of another type set nothing', () => {
    expect(desktopSettingsOf('s', '{"MemoryMiB": "8192", "Cpus": -1, "SwapMiB": null}')).toMatchObject({
      malformed: false,
      memoryBytes: null,
      cpus: null,
      swapBytes: null,
    });
  });

  test('a setting that does not run yet is told', () => {
    const engine = { kind: 'docker-desktop' as const, here: false, memoryBytes: 2e9, cpus: 4 };
    const desktop = desktopSettingsOf('s', store);
    expect(assessed('desktop-settings', { engine, desktop })).toMatchObject({
      status: 'warn',
      remedy: expect.stringContaining('Apply & restart'),
    });
    const applied = { ...engine, memoryBytes: 8_218_034_176 };
    expect(assessed('desktop-settings', { engine: applied, desktop })).toMatchObject({
      status: 'ok',
      value: expect.stringContaining('resource saver on'),
    });
  });
});

describe('.wslconfig', () => {
  test('only the section wsl2 counts, comments and line ends of Windows do not', () => {
    const text =
      '[experimental]\r\nmemory=1GB\r\n[wsl2]\r\n# memory=2GB\r\nmemory = 12GB # half\r\nprocessors=6\r\nswap=0\r\n[other]\r\nprocessors=1\r\n';
    expect(wslSettingsOf('w', text)).toEqual({
      path: 'w',
      memoryBytes: 12 * 2 ** 30,
      cpus: 6,
      swapBytes: 0,
      diskBytes: null,
    });
  });

  test('from Windows it lies in the home', async () => {
    const place = await aPlace({
      platform: 'win32',
      env: { USERPROFILE: '{home}' },
      home: { '.wslconfig': '[wsl2]\nmemory=512MB' },
    });
    expect(await readWslSettings(place, await readMachine(place))).toMatchObject({ memoryBytes: 512 * 2 ** 20 });
  });
});

test("Colima's settings of a profile, in either folder", async () => {
  const text = 'cpu: 4\nmemory: 8\ndisk: 60\n';
  const place = await aPlace({ platform: 'darwin', home: { '.config/colima/work/colima.yaml': text } });
  expect(await readColimaSettings(place, 'work')).toMatchObject({ memoryBytes: 8 * 2 ** 30, cpus: 4 });
  expect(await readColimaSettings(place, 'default')).toBeNull();
  expect(colimaSettingsOf('c', 'cpu: [\n')).toMatchObject({ cpus: null, memoryBytes: null });
});

describe('settings of dockerd', () => {
  test.each([
    ['linux', false, false, '/etc/docker/daemon.json'],
    ['linux', true, false, '/.config/docker/daemon.json'],
    ['linux', false, true, '/.docker/daemon.json'],
    ['darwin', false, false, '/.docker/daemon.json'],
    ['win32', false, false, join('C:\\ProgramData', 'docker', 'config', 'daemon.json')],
  ] as const)('%s, rootless %s, Docker Desktop %s', async (platform, rootless, desktop, end) => {
    expect(daemonFile(await aPlace({ platform }), rootless, desktop).endsWith(end)).toBe(true);
  });

  test('come from the file and from the arguments of the dockerd that listens there', async () => {
    const limits =
      'Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 524288               files\n';
    const place = await aPlace({
      files: {
        '/etc/docker/daemon.json':
          '{"log-opts": {"max-size": "10m"}, "default-shm-size": "1g", "default-ulimits": {"nofile": {"Name": "nofile", "Soft": 1000, "Hard": 2000}}}',
        '/proc/7/comm': 'dockerd\n',
        '/proc/7/cmdline': 'dockerd\0-H\0unix:///other.sock\0--log-opt\0max-size=1m\0',
        '/proc/8/comm': 'dockerd\n',
        '/proc/8/cmdline': 'dockerd\0-H\0unix:///mine.sock\0--log-opt=max-file=5\0',
        '/proc/8/limits': limits,
        '/proc/9/comm': 'bash\n',
      },
    });
    const file = daemonFile(place, false, false);
    expect(await readDaemonSettings(place, file, 'unix:///mine.sock')).toEqual({
      path: file,
      exists: true,
      malformed: null,
      logOptions: { 'max-size': '10m', 'max-file': '5' },
      shmSize: '1g',
      ulimits: { nofile: '1000:2000' },
      openFiles: '1024/524288',
    });
    // which of two it is cannot be told: neither's arguments count
    expect((await readDaemonSettings(place, file, 'unix:///third.sock')).openFiles).toBeNull();
  });

  test.each([
    ['{"log-opts": }', /JSON/],
    ['[]', /no JSON object/],
  ])('%s would stop the engine', async (text, why) => {
    const place = await aPlace({ files: { '/etc/docker/daemon.json': text } });
    const daemon = await readDaemonSettings(place, daemonFile(place, false, false), null);
    expect(daemon.malformed).toMatch(why);
    expect(assessed('engine-settings', { daemon, engine: null })).toMatchObject({ status: 'fail' });
  });

  test('another file may be named', async () => {
    const place = await aPlace({ home: { 'd.json': '{"log-opts": {"max-size": "5m"}}' } });
    const path = join(place.surroundings.home, 'd.json');
    const named = await aPlace({
      files: { '/proc/1/comm': 'dockerd', '/proc/1/cmdline': `/usr/bin/dockerd\0--config-file=${path}\0` },
    });
    expect(await readDaemonSettings(named, '/nowhere', '')).toMatchObject({ path, logOptions: { 'max-size': '5m' } });
  });
});

describe("the user's own settings", () => {
  test('names of registries and helpers, never a secret', async () => {
    const secret = Buffer.from('ana:hunter2-very-secret').toString('base64');
    const place = await aPlace({
      env: { PATH: '{home}/bin', HTTPS_PROXY: 'http://proxy:3128' },
      home: {
        'bin/docker-credential-pass': '#!/bin/sh\n',
        '.docker/config.json': JSON.stringify({
          auths: {
            'https://index.docker.io/v1/': {},
            'ghcr.io': { auth: secret },
            'https://ana:pw@reg.example.com/v2/': {},
          },
          credHelpers: { 'eu.gcr.io': 'gcloud-of-nowhere' },
          credsStore: 'pass',
          currentContext: 'colima',
          proxies: { default: { httpProxy: 'http://all:1' }, 'unix:///x.sock': { httpProxy: 'http://mine:2' } },
        }),
      },
    });
    const client = await readClientSettings(place, 'unix:///x.sock');
    expect(client).toMatchObject({
      exists: true,
      malformed: false,
      context: 'colima',
      registries: ['docker.io', 'ghcr.io', 'reg.example.com', 'eu.gcr.io'],
      plain: ['ghcr.io'],
      helpers: [
        { name: 'pass', found: true },
        { name: 'gcloud-of-nowhere', found: false },
      ],
      proxies: { http: 'http://mine:2' },
      own: { http: null, https: 'http://proxy:3128' },
    });
    expect(JSON.stringify(client)).not.toMatch(/hunter2|:pw@/);
    expect(JSON.stringify(client)).not.toContain(secret);
    expect((await readClientSettings(place, null)).proxies.http).toBe('http://all:1');
  });

  test('a helper that is a path is not looked for', async () => {
    const place = await aPlace({ home: { '.docker/config.json': '{"credsStore": "../../bin/sh"}' } });
    expect((await readClientSettings(place, null)).helpers).toEqual([{ name: '../../bin/sh', found: false }]);
  });

  test('a malformed file counts as none, and is told', async () => {
    const place = await aPlace({ home: { '.docker/config.json': '{"auths": ' } });
    const client = await readClientSettings(place, null);
    expect(client).toMatchObject({ exists: true, malformed: true, registries: [] });
    expect(assessed('client-settings', { client })?.status).toBe('warn');
  });
});
