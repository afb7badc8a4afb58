import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registryCredentials } from '../../src/engine/registry-credentials.js';
import { temporaryFolder } from './temporary-folder.js';

const encode = (text: string) => Buffer.from(text).toString('base64');

async function configured(config: object, programs: Record<string, string> = {}) {
  const folder = await temporaryFolder({ 'config.json': JSON.stringify(config), ...programs });
  for (const name of Object.keys(programs)) await chmod(join(folder, name), 0o755);
  return { env: { DOCKER_CONFIG: folder, PATH: `${folder}:/usr/bin:/bin` }, platform: 'linux' as const, home: folder };
}

describe('from the configuration', () => {
  test('a login for a host', async () => {
    const surroundings = await configured({ auths: { 'ghcr.io': { auth: encode('me:a:b') } } });
    expect(await registryCredentials('ghcr.io', surroundings)).toEqual({ username: 'me', secret: 'a:b' });
    expect(await registryCredentials('quay.io', surroundings)).toBeNull();
  });

  test('Docker Hub by its old name', async () => {
    const surroundings = await configured({ auths: { 'https://index.docker.io/v1/': { auth: encode('me:pw') } } });
    expect(await registryCredentials('registry-1.docker.io', surroundings)).toEqual({ username: 'me', secret: 'pw' });
  });

  test('an identity token takes the password’s place', async () => {
    const surroundings = await configured({
      auths: { 'a.io': { auth: encode('00000000:x'), identitytoken: 'token' } },
    });
    expect(await registryCredentials('a.io', surroundings)).toEqual({ username: '', secret: 'token' });
  });

  test.each([{}, { auths: { 'a.io': {} } }, { auths: { 'a.io': { auth: encode('no colon') } } }])(
    '%j has none',
    async (config) => {
      expect(await registryCredentials('a.io', await configured(config))).toBeNull();
    },
  );
});

describe.skipIf(process.platform === 'win32')('from a helper', () => {
  const helper = '#!/bin/sh\nread -r host\necho "{\\"Username\\": \\"me\\", \\"Secret\\": \\"for $host\\"}"\n';

  test('it is asked for the host', async () => {
    const surroundings = await configured(
      { credHelpers: { 'a.io': 'mine' }, credsStore: 'none' },
      { 'docker-credential-mine': helper },
    );
    expect(await registryCredentials('a.io', surroundings)).toEqual({ username: 'me', secret: 'for a.io' });
    expect(await registryCredentials('b.io', surroundings)).toBeNull();
  });

  test('one that fails or answers nonsense counts as none', async () => {
    const failing = await configured({ credsStore: 'bad' }, { 'docker-credential-bad': '#!/bin/sh\nexit 1\n' });
    expect(await registryCredentials('a.io', failing)).toBeNull();
    const nonsense = await configured({ credsStore: 'bad' }, { 'docker-credential-bad': '#!/bin/sh\necho no\n' });
    expect(await registryCredentials('a.io', nonsense)).toBeNull();
  });

  test('a name that is a path is not run', async () => {
    const surroundings = await configured({ credsStore: '../x' }, { 'docker-credential-x': helper });
    expect(await registryCredentials('a.io', surroundings)).toBeNull();
  });
});
