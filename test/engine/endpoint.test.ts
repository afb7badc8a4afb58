import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { proxyBuildArgs, type Surroundings } from '../../src/engine/docker-config.js';
import { defaultAddresses, findEndpoints } from '../../src/engine/endpoint.js';
import { SshAgent } from '../../src/engine/ssh-agent.js';
import { temporaryFolder } from './temporary-folder.js';

const surroundings = (change: Partial<Surroundings> = {}): Surroundings => ({
  env: {},
  platform: 'linux',
  home: '/nowhere',
  ...change,
});

describe('DOCKER_HOST', () => {
  test.each([
    ['unix:///run/docker.sock', { socketPath: '/run/docker.sock' }, true],
    ['npipe:////./pipe/docker_engine', { socketPath: '//./pipe/docker_engine' }, true],
    ['tcp://127.0.0.1:2375', { protocol: 'http', host: '127.0.0.1', port: 2375 }, true],
    ['tcp://[::1]:2375', { protocol: 'http', host: '::1', port: 2375 }, true],
    ['tcp://build.example.com:2375', { protocol: 'http', host: 'build.example.com', port: 2375 }, false],
    ['build.example.com:2375', { protocol: 'http', host: 'build.example.com', port: 2375 }, false],
    ['ssh://me@build.example.com', { protocol: 'http', agent: expect.any(SshAgent) }, false],
  ])('%s', async (address, options, local) => {
    const [endpoint, ...others] = await findEndpoints(surroundings({ env: { DOCKER_HOST: address } }));
    expect(endpoint).toMatchObject({ source: 'DOCKER_HOST', options, local });
    expect(others).toEqual([]);
  });

  test.each([
    'ftp://host',
    'http://',
    'tcp://:2375',
    '/var/run/docker.sock',
    'unix://',
    'ssh://far/$(id)',
    'ssh://%zz@far',
  ])('%s is refused', async (address) => {
    await expect(findEndpoints(surroundings({ env: { DOCKER_HOST: address } }))).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('TLS takes its files from DOCKER_CERT_PATH, and says which is missing', async () => {
    const folder = await temporaryFolder({ 'ca.pem': 'a', 'cert.pem': 'b', 'key.pem': 'c' });
    const env = { DOCKER_HOST: 'tcp://host', DOCKER_CERT_PATH: folder };
    const [endpoint] = await findEndpoints(surroundings({ env }));
    expect(endpoint?.options).toMatchObject({ protocol: 'https', port: 2376, ca: 'a', cert: 'b', key: 'c' });
    const empty = await temporaryFolder();
    const missing = findEndpoints(surroundings({ env: { ...env, DOCKER_CERT_PATH: empty } }));
    await expect(missing).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('ca.pem') });
  });
});

describe('contexts', () => {
  const meta = (name: string) => join('contexts', 'meta', createHash('sha256').update(name).digest('hex'), 'meta.json');

  test('the current one is used', async () => {
    const home = await temporaryFolder({
      '.docker/config.json': JSON.stringify({ currentContext: 'colima' }),
      [join('.docker', meta('colima'))]: JSON.stringify({ Endpoints: { docker: { Host: 'unix:///c.sock' } } }),
    });
    expect(await findEndpoints(surroundings({ home }))).toMatchObject([
      { source: 'context colima', address: 'unix:///c.sock' },
    ]);
  });

  test('one that is not there is named, and no other engine is touched', async () => {
    const refused = findEndpoints(surroundings({ env: { DOCKER_CONTEXT: 'gone' } }));
    await expect(refused).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringContaining('gone') });
  });

  test('a configuration that cannot be read counts as none', async () => {
    const home = await temporaryFolder({ '.docker/config.json': '{"currentContext": 7' });
    expect((await findEndpoints(surroundings({ home })))[0]?.source).toBe('default socket');
  });
});

test('SSH logs in with the keys of the agent, by a context too', async () => {
  const id = createHash('sha256').update('far').digest('hex');
  const home = await temporaryFolder({
    [join('.docker', 'contexts', 'meta', id, 'meta.json')]: JSON.stringify({
      Endpoints: { docker: { Host: 'ssh://me@far' } },
    }),
  });
  const env = { DOCKER_CONTEXT: 'far' };
  const [endpoint] = await findEndpoints(surroundings({ home, env }));
  expect(endpoint).toMatchObject({ local: false, options: { agent: expect.any(SshAgent) } });
});

test('default places are those of the platform', () => {
  expect(defaultAddresses(surroundings({ platform: 'win32' }))[0]).toBe('npipe:////./pipe/docker_engine');
  const linux = defaultAddresses(surroundings({ env: { XDG_RUNTIME_DIR: '/run/user/1000' }, home: '/home/me' }));
  expect(linux[0]).toBe('unix:///var/run/docker.sock');
  expect(linux).toContain('unix:///run/user/1000/podman/podman.sock');
  expect(defaultAddresses(surroundings({ platform: 'darwin', home: '/Users/me' }))).toContain(
    'unix:///Users/me/.docker/run/docker.sock',
  );
});

test('default places follow the variables that move them', () => {
  const paths = (change: Partial<Surroundings>) => defaultAddresses(surroundings({ home: '/h', ...change }));
  expect(paths({ uid: 1000 })).toContain('unix:///run/user/1000/docker.sock');
  expect(paths({ uid: 0 }).join()).not.toContain('/run/user/0');
  expect(paths({ platform: 'darwin', env: { COLIMA_HOME: '/c' } })).toContain('unix:///c/default/docker.sock');
  expect(paths({ platform: 'darwin' })).toContain('unix:///h/.config/colima/default/docker.sock');
  expect(paths({ platform: 'darwin', env: { LIMA_HOME: '/l' } })).toContain('unix:///l/docker/sock/docker.sock');
  expect(paths({ platform: 'darwin', env: { TMPDIR: '/t/' } })).toContain(
    'unix:///t/podman/podman-machine-default-api.sock',
  );
  expect(paths({ platform: 'win32' })).toEqual([
    'npipe:////./pipe/docker_engine',
    'npipe:////./pipe/dockerDesktopLinuxEngine',
    'npipe:////./pipe/podman-machine-default',
  ]);
});

test('a context may skip the check of the certificate', async () => {
  const id = createHash('sha256').update('own').digest('hex');
  const tls = join('.docker', 'contexts', 'tls', id, 'docker');
  const meta = { Endpoints: { docker: { Host: 'tcp://h:2376', SkipTLSVerify: true } } };
  const home = await temporaryFolder({
    [join('.docker', 'contexts', 'meta', id, 'meta.json')]: JSON.stringify(meta),
    [join(tls, 'ca.pem')]: 'a',
    [join(tls, 'cert.pem')]: 'b',
    [join(tls, 'key.pem')]: 'c',
  });
  const [endpoint] = await findEndpoints(surroundings({ home, env: { DOCKER_CONTEXT: 'own' } }));
  expect(endpoint?.options).toMatchObject({ protocol: 'https', agent: { options: { rejectUnauthorized: false } } });
});

test('proxies of the configuration become build arguments in both spellings', () => {
  const config = { proxies: { default: { httpProxy: 'http://p:1' }, 'tcp://x:1': { noProxy: 'a,b' } } };
  expect(proxyBuildArgs(config, 'unix:///s')).toEqual({ HTTP_PROXY: 'http://p:1', http_proxy: 'http://p:1' });
  expect(proxyBuildArgs(config, 'tcp://x:1')).toEqual({ NO_PROXY: 'a,b', no_proxy: 'a,b' });
  expect(proxyBuildArgs({}, 'unix:///s')).toEqual({});
});
