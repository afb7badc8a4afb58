import { expect, test } from 'vitest';
import { startAdvice } from '../../src/environment/start-advice.js';
import { assessed, someFacts } from './some-facts.js';

type Change = NonNullable<Parameters<typeof someFacts>[0]>;

const advice = (machine: Change['machine'], change: Change = {}) =>
  startAdvice(someFacts({ engine: null, ...change, machine: { programs: new Set(), ...machine } as never })).join('\n');
const debian = (id: string, like: string[] = []) => ({ ids: [id, ...like], name: id });

test.each([
  [debian('ubuntu', ['debian']), /apt-get install docker\.io docker-buildx docker-compose-v2/],
  [debian('debian'), /apt-get install docker\.io docker-cli docker-buildx docker-compose \(from Debian 13 on\)/],
  [debian('linuxmint', ['ubuntu', 'debian']), /apt-get install docker\.io/],
  [debian('fedora'), /dnf install moby-engine/],
  [debian('amzn', ['fedora']), /dnf install docker &&/],
  [debian('rocky', ['rhel', 'centos', 'fedora']), /podman-docker/],
  [debian('arch'), /pacman -S docker/],
  [debian('alpine'), /apk add docker/],
  [debian('opensuse-leap', ['suse', 'opensuse']), /zypper install docker/],
  [debian('nixos'), /virtualisation\.docker\.enable/],
  [debian('slackware'), /docs\.docker\.com\/engine\/install/],
  [null, /docs\.docker\.com\/engine\/install/],
])('%j: how to install', (distribution, command) => {
  expect(advice({ distribution })).toMatch(command);
});

test.each([
  [{ programs: new Set(['dockerd']), systemd: true }, /systemctl enable --now docker/],
  [{ programs: new Set(['dockerd']), systemd: false }, /sudo service docker start/],
  [{ programs: new Set(['dockerd']), systemd: false, distribution: debian('alpine') }, /rc-service docker start/],
  [{ programs: new Set(['dockerd', 'dockerd-rootless.sh']), systemd: true }, /systemctl --user enable --now docker$/],
  [{ programs: new Set(['podman']) }, /podman\.socket/],
  [{ desktop: true }, /systemctl --user start docker-desktop/],
  [{ wsl: true }, /WSL integration/],
  [{ container: true }, /-v \/var\/run\/docker\.sock/],
  [{ platform: 'darwin' as const, desktop: true }, /open -a Docker/],
  [{ platform: 'darwin' as const, programs: new Set(['colima']) }, /colima start --cpu 4 --memory 8/],
  [{ platform: 'darwin' as const, programs: new Set(['orb']) }, /orb start/],
  [{ platform: 'darwin' as const, programs: new Set(['rdctl']) }, /rdctl start/],
  [{ platform: 'darwin' as const, programs: new Set(['limactl']) }, /limactl start/],
  [{ platform: 'darwin' as const, programs: new Set(['brew']) }, /brew install colima/],
  [{ platform: 'darwin' as const }, /mac-install/],
  [{ platform: 'win32' as const, desktop: true }, /docker desktop start/],
  [{ platform: 'win32' as const, programs: new Set(['podman']) }, /podman machine/],
  [{ platform: 'win32' as const }, /winget install/],
])('%j: how to start', (machine, command) => {
  expect(advice(machine)).toMatch(command);
});

const attempt = (source: string, address: string, local: boolean) => ({
  endpoint: { source, address, local },
  reason: 'nothing listens',
  refused: false,
});

test('a named engine elsewhere is not to be started here', () => {
  const ssh = advice({}, { attempts: [attempt('DOCKER_HOST', 'ssh://me@build', false)] });
  expect(ssh).toMatch(/ssh me@build docker version/);
  expect(ssh).not.toMatch(/apt-get/);
  expect(advice({}, { attempts: [attempt('context big', 'tcp://big:2376', false)] })).toMatch(/correct context big/);
});

test.each([
  ['SELF_SIGNED_CERT_IN_CHAIN', /ca\.pem in the folder DOCKER_CERT_PATH must have signed/],
  ['Client sent an HTTP request to an HTTPS server.', /DOCKER_TLS_VERIFY=1/],
  ['EPROTO', /unset DOCKER_TLS_VERIFY/],
])('%s is a question of TLS, not of starting', (reason, line) => {
  const attempts = [{ ...attempt('DOCKER_HOST', 'tcp://127.0.0.1:2376', true), reason }];
  expect(advice({ programs: new Set(['dockerd']) }, { attempts })).toMatch(line);
  expect(advice({ programs: new Set(['dockerd']) }, { attempts })).not.toMatch(/Start it/);
});

test('another engine that answers is named first', () => {
  const change = {
    attempts: [attempt('DOCKER_HOST', 'unix:///gone.sock', true)],
    others: [{ source: 'elsewhere', address: 'unix:///run/docker.sock', version: '28.5.2' }],
  };
  expect(advice({}, change).split('\n')[0]).toMatch(/unix:\/\/\/run\/docker\.sock: unset DOCKER_HOST/);
});

test('the answer lists all that was tried, by reason', () => {
  const attempts = [
    attempt('default socket', 'unix:///a', true),
    { ...attempt('default socket', 'unix:///b', true), reason: 'nothing there' },
    attempt('default socket', 'unix:///c', true),
  ];
  expect(assessed('engine', { engine: null, attempts })?.remedy?.split('\n').slice(-2)).toEqual([
    'tried, nothing listens: unix:///a, unix:///c',
    'tried, nothing there: unix:///b',
  ]);
});
