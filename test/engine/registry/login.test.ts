import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../../src/engine/docker-config.js';
import { checkWrite } from '../../../src/engine/registry/check-write.js';
import { headManifest } from '../../../src/engine/registry/manifests.js';
import { pushBlob } from '../../../src/engine/registry/push-blob.js';
import { openRepository } from '../../../src/engine/registry/repository.js';
import { listTags } from '../../../src/engine/registry/tags.js';
import { findLogin, loginFromVariable, type RegistryLogin } from '../../../src/engine/registry-credentials.js';
import { temporaryFolder } from '../temporary-folder.js';
import { registryCommand, startRegistry } from './lab-registry.js';
import { blobOf, makeImage } from './made-image.js';
import { connect, nobody, pushImage, repositoryOf, signal } from './test-client.js';
import { startTokenServer, type TokenServerSettings } from './token-server.js';

const username = 'planted-user';
const password = 'planted-password-4711';
/** Of that password, by bcrypt at its lowest cost. */
const passwordLine = `${username}:$2b$04$abcdefghijklmnopqrstuuuo5ALH9.UMwQm85a9I1lYf8Ul/c3cRe\n`;
const login: RegistryLogin = { username, secret: password, kind: 'password' };

async function withPassword() {
  const folder = await temporaryFolder({ htpasswd: passwordLine });
  return startRegistry({ sections: { auth: { htpasswd: { realm: 'test', path: join(folder, 'htpasswd') } } } });
}

async function withTokens(more: Partial<TokenServerSettings> = {}) {
  const folder = await temporaryFolder();
  const bundle = join(folder, 'bundle.pem');
  const tokens = await startTokenServer(bundle, { username, password, ...more });
  await writeFile(bundle, tokens.certificate);
  return { tokens, ...(await startRegistry({ sections: { auth: tokens.auth } })) };
}

/** A user whose Docker configuration is this, with these programs at hand. */
async function user(config: object, programs: Record<string, string> = {}): Promise<Surroundings> {
  const folder = await temporaryFolder({ 'config.json': JSON.stringify(config), ...programs });
  for (const name of Object.keys(programs)) await chmod(join(folder, name), 0o755);
  return { env: { DOCKER_CONFIG: folder, PATH: `${folder}:/usr/bin:/bin` }, platform: 'linux', home: folder };
}

const basic = Buffer.from(`${username}:${password}`).toString('base64');

describe.skipIf(!registryCommand)('a registry with passwords', () => {
  test('by the login of Docker’s configuration', async () => {
    const { host } = await withPassword();
    const surroundings = await user({ auths: { [host]: { auth: basic } } });
    const registry = await connect(host, { surroundings });
    expect(registry).toMatchObject({ wants: 'password', login: { username } });
    const repository = openRepository(registry, 'me/app', signal);
    await pushImage(repository, await makeImage(), '1.0.0');
    expect(await listTags(repository)).toEqual(['1.0.0']);
  });

  test('nobody is told to log in', async () => {
    const { host } = await withPassword();
    const check = await checkWrite(await repositoryOf(host, 'me/app'));
    expect(check).toMatchObject({
      may: false,
      fault: {
        code: 'registry-denied',
        message: expect.stringContaining('wants a login'),
        hint: `Log in: docker login ${host}`,
      },
    });
  });

  test('a wrong password is not tried again', async () => {
    const { host } = await withPassword();
    const retried: string[] = [];
    const repository = await repositoryOf(host, 'me/app', {
      login: { ...login, secret: 'planted-wrong-1' },
      onRetry: (_, __, why) => retried.push(why),
    });
    await expect(listTags(repository)).rejects.toMatchObject({
      code: 'registry-denied',
      message: `${host} does not accept the login of ${username}.`,
      hint: expect.stringContaining(`docker login ${host}`),
    });
    expect(retried).toEqual([]);
  });

  test('a token from a named variable', async () => {
    const { host } = await withPassword();
    const surroundings = { ...nobody, env: { MY_TOKEN: ` ${password}\n` } };
    const fromVariable = loginFromVariable(host, 'MY_TOKEN', surroundings, username);
    expect(await checkWrite(await repositoryOf(host, 'me/app', { login: fromVariable }))).toMatchObject({ may: true });
    expect(() => loginFromVariable(host, 'NOT_THERE', surroundings)).toThrow('NOT_THERE is not set');
  });
});

describe.skipIf(!registryCommand)('a registry with tokens', () => {
  test('a token is asked for once for what it is needed for', async () => {
    const { host, tokens } = await withTokens();
    const repository = await repositoryOf(host, 'me/app', { login });
    await pushImage(repository, await makeImage([10, 20, 30]), '1.0.0');
    expect(await listTags(repository)).toEqual(['1.0.0']);
    const scope = (actions: string) => ({ method: 'GET', scopes: [`repository:me/app:${actions}`], by: username });
    expect(tokens.asked).toEqual([scope('pull'), scope('pull,push')]);
  });

  test('a token that ends on the way is renewed', async () => {
    const { host, tokens } = await withTokens();
    tokens.settings.seconds = 1;
    const repository = openRepository(await connect(host, { login }), 'me/app', signal, { writes: true });
    await pushBlob(repository, blobOf(Buffer.from('first')));
    const before = tokens.asked.length;
    const until = Date.now() + 1_500;
    while (Date.now() < until) await headManifest(repository, 'none');
    await pushBlob(repository, blobOf(Buffer.from('second')));
    expect(tokens.asked.length).toBeGreaterThan(before);
  });

  test('an identity token is exchanged by POST', async () => {
    const { host, tokens } = await withTokens({ identityToken: 'planted-identity-0815' });
    const auth = Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64');
    const surroundings = await user({ auths: { [host]: { auth, identitytoken: 'planted-identity-0815' } } });
    const repository = await repositoryOf(host, 'me/app', { surroundings });
    expect(await checkWrite(repository)).toMatchObject({ may: true });
    expect(tokens.asked[0]).toEqual({ method: 'POST', scopes: ['repository:me/app:pull,push'], by: username });
    expect(tokens.asked.every(({ method }) => method === 'POST')).toBe(true);
  });

  test('a mount asks for both repositories', async () => {
    const { host, tokens } = await withTokens();
    const registry = await connect(host, { login });
    const blob = blobOf(Buffer.from('shared'));
    await pushBlob(openRepository(registry, 'me/first', signal), blob);
    const second = openRepository(registry, 'me/second', signal);
    expect(await pushBlob(second, blob, { mountFrom: ['me/first'] })).toBe('mounted');
    expect(tokens.asked.at(-1)?.scopes).toEqual(['repository:me/second:pull,push', 'repository:me/first:pull']);
  });

  test('what may not be mounted is sent', async () => {
    const { host } = await withTokens({
      grants: (name, action, by) => by !== null && (name !== 'me/first' || action === 'push'),
    });
    const registry = await connect(host, { login });
    const second = openRepository(registry, 'me/second', signal);
    expect(await pushBlob(second, blobOf(Buffer.from('x')), { mountFrom: ['me/first'] })).toBe('sent');
  });

  test('nobody may read what is public, and is told to log in to write', async () => {
    const { host } = await withTokens();
    const repository = await repositoryOf(host, 'me/app');
    expect(await listTags(repository)).toEqual([]);
    expect(await checkWrite(repository)).toMatchObject({
      may: false,
      fault: { code: 'registry-denied', hint: `Log in: docker login ${host}` },
    });
  });

  test('a login that may read only', async () => {
    const { host } = await withTokens({ grants: (_, action) => action === 'pull' });
    const repository = await repositoryOf(host, 'me/app', { login });
    expect(await listTags(repository)).toEqual([]);
    expect(await checkWrite(repository)).toMatchObject({ may: false, fault: { code: 'registry-denied' } });
  });

  test.each<RegistryLogin>([
    { ...login, secret: 'planted-wrong-2' },
    { username: '', secret: 'planted-wrong-3', kind: 'identity-token' },
    { username: '', secret: 'planted-wrong-4', kind: 'registry-token' },
  ])('a wrong $kind', async (wrong) => {
    const { host } = await withTokens();
    await expect(listTags(await repositoryOf(host, 'me/app', { login: wrong }))).rejects.toMatchObject({
      code: 'registry-denied',
      message: expect.stringContaining('does not accept the login'),
    });
  });
});

describe.skipIf(!registryCommand || process.platform === 'win32')('a credential helper', () => {
  /** Speaks the protocol as the helpers of docker-credential-helpers do, and keeps its logins in a file. */
  const helper = `#!${process.execPath}
const { readFileSync, appendFileSync } = require('node:fs');
const logins = JSON.parse(readFileSync(__dirname + '/logins.json', 'utf8'));
const verb = process.argv[2];
const server = readFileSync(0, 'utf8').trim();
appendFileSync(__dirname + '/asked', verb + ' ' + server + '\\n');
if (verb === 'list') {
  process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(logins).map(([key, { Username }]) => [key, Username]))));
} else if (verb === 'get' && logins[server]) {
  process.stdout.write(JSON.stringify({ ServerURL: server, ...logins[server] }));
} else {
  process.stdout.write('credentials not found in native keychain\\n');
  process.exit(1);
}
`;
  const named = { Username: username, Secret: password };
  const helped = (config: object, logins: object) =>
    user(config, { 'docker-credential-test': helper, 'logins.json': JSON.stringify(logins) });

  test('logs in', async () => {
    const { host } = await withPassword();
    const surroundings = await helped({ credHelpers: { [host]: 'test' }, credsStore: 'none' }, { [host]: named });
    expect(await checkWrite(await repositoryOf(host, 'me/app', { surroundings }))).toMatchObject({ may: true });
  });

  test('as the store for all', async () => {
    const { host } = await withPassword();
    const surroundings = await helped({ credsStore: 'test', auths: { [host]: {} } }, { [host]: named });
    expect(await checkWrite(await repositoryOf(host, 'me/app', { surroundings }))).toMatchObject({ may: true });
  });

  test('is asked for its list where it knows the registry under another spelling', async () => {
    const surroundings = await helped({ credsStore: 'test' }, { 'https://r.test/v2/': named });
    expect(await findLogin('r.test', surroundings)).toEqual({ login, problem: null });
    const asked = await readFile(join(surroundings.home, 'asked'), 'utf8');
    expect(asked).toBe('get r.test\nlist \nget https://r.test/v2/\n');
  });

  test('Docker Hub goes by its old name', async () => {
    const surroundings = await helped({ credsStore: 'test' }, { 'https://index.docker.io/v1/': named });
    expect((await findLogin('docker.io', surroundings)).login).toEqual(login);
  });

  test('an identity token goes by its name', async () => {
    const surroundings = await helped(
      { credsStore: 'test' },
      { 'r.test': { Username: '<token>', Secret: 'planted-id' } },
    );
    expect((await findLogin('r.test', surroundings)).login).toEqual({
      username: '',
      secret: 'planted-id',
      kind: 'identity-token',
    });
  });

  test('that knows nothing means nobody', async () => {
    const surroundings = await helped({ credsStore: 'test' }, {});
    expect(await findLogin('r.test', surroundings)).toEqual({ login: null, problem: null });
  });

  test('that is missing is named where a login is wanted', async () => {
    const { host } = await withPassword();
    const surroundings = await user({ credsStore: 'gone' });
    const check = await checkWrite(await repositoryOf(host, 'me/app', { surroundings }));
    expect(check).toMatchObject({
      fault: {
        message: expect.stringContaining('docker-credential-gone, which Docker’s configuration names, is not found'),
      },
    });
  });

  test('that fails shows nothing of what it writes', async () => {
    const failing = `#!/bin/sh\necho "planted-stderr-1" >&2\necho "planted-stdout-1"\nexit 3\n`;
    const surroundings = await user({ credsStore: 'bad' }, { 'docker-credential-bad': failing });
    expect(await findLogin('r.test', surroundings)).toEqual({
      login: null,
      problem: 'docker-credential-bad failed (3)',
    });
  });
});
