import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { describeFault } from '../../src/fault.js';
import { type RunPush, runPush } from '../../src/push/run-push.js';
import { registryCommand, startRegistry, type TestRegistry } from '../engine/registry/lab-registry.js';
import { startMeddler } from '../engine/registry/meddler.js';
import { startTokenServer } from '../engine/registry/token-server.js';
import { engineMissing, engineTest } from '../lab/engine.js';

const password = 'planted-password-4711';
/** Of that password, by bcrypt at its lowest cost. */
const hashed = '$2b$04$abcdefghijklmnopqrstuuuo5ALH9.UMwQm85a9I1lYf8Ul/c3cRe';
const identity = 'planted-identity-token-4711';
const forms = [password, identity, Buffer.from(`pusher:${password}`).toString('base64'), encodeURIComponent(password)];

describe.skipIf(engineMissing !== null || registryCommand === null)('a push that cannot go well', () => {
  let docker: Docker;
  let folder: string;
  let image: string;
  let said: string[];
  const before = { ...process.env };

  beforeAll(async () => {
    docker = new Docker();
    image = `push-failures-${randomBytes(4).toString('hex')}:1.4.2`;
    const container = await docker.createContainer({ Image: 'python:3.13-slim', Cmd: ['true'] });
    const [repo, tag] = image.split(':') as [string, string];
    await container.commit({ repo, tag, changes: [`LABEL text=${image}`] });
    await container.remove();
  });
  afterAll(() => docker?.getImage(image).remove({ force: true }));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-push-'));
    said = [];
    Object.assign(process.env, {
      DOCKER_CONFIG: folder,
      XDG_STATE_HOME: join(folder, 'state'),
      DOCKWRIGHT_OFFLINE: '1',
    });
  });
  afterEach(async () => {
    // nothing that was planted came out, wherever it could have
    const files = await readdir(join(folder, 'state'), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const file of files) if (file.isFile()) said.push(await readFile(join(file.parentPath, file.name), 'utf8'));
    const all = said.join('\n');
    for (const form of forms) expect(all).not.toContain(form);
    expect(all.length).toBeGreaterThan(0);
    process.env = { ...before };
    await rm(folder, { recursive: true, force: true });
    // and no tag that was made for it is left on the engine
    const tags = (await docker.listImages()).flatMap(({ RepoTags }) => RepoTags ?? []);
    expect(tags.filter((tag) => tag.includes('/fails/'))).toEqual([]);
  });

  const push = async (host: string, more: Partial<RunPush> = {}, signal = new AbortController().signal) => {
    try {
      const answer = await runPush(
        {
          image,
          repository: `${host}/fails/app`,
          spec: null,
          project: null,
          force: false,
          unproven: true,
          dryRun: false,
          cleanEngine: null,
          ...more,
        },
        { signal, report: (message) => said.push(message) },
        async () => {},
      );
      said.push(JSON.stringify(answer));
      return answer;
    } catch (error) {
      said.push(JSON.stringify(describeFault(error)));
      throw error;
    }
  };
  /** By the registry's own files, whoever may read it over the network. */
  const tagsOf = async ({ folder: place }: TestRegistry) => {
    const path = 'storage/docker/registry/v2/repositories/fails/app/_manifests/tags';
    return (await readdir(join(place, path)).catch(() => [])).filter((tag) => !tag.startsWith('sha256-')).sort();
  };
  const logIn = (host: string, secret: string) =>
    writeFile(
      join(folder, 'config.json'),
      JSON.stringify({ auths: { [host]: { auth: Buffer.from(`pusher:${secret}`).toString('base64') } } }),
    );
  const withPassword = async () => {
    const file = join(folder, 'htpasswd');
    await writeFile(file, `pusher:${hashed}\n`);
    return startRegistry({ sections: { auth: { htpasswd: { realm: 'test', path: file } } } });
  };
  /** Stand-in for the token server only: the registry is the real one, and takes nothing without a token that it has signed. */
  const withTokens = async () => {
    const bundle = join(folder, 'bundle.pem');
    const tokens = await startTokenServer(bundle, { username: 'pusher', password, identityToken: identity });
    await writeFile(bundle, tokens.certificate);
    return { tokens, registry: await startRegistry({ sections: { auth: tokens.auth } }) };
  };
  const all = ['1', '1.4', '1.4.2', 'latest'];

  engineTest('logs in by the Docker configuration', async () => {
    const registry = await withPassword();
    await logIn(registry.host, password);
    expect(await push(registry.host)).toMatchObject({ verdict: 'pushed' });
    expect(await tagsOf(registry)).toEqual(all);
  });

  engineTest.each([
    ['a password', { auth: Buffer.from(`pusher:${password}`).toString('base64') }, 'GET'],
    ['an identity token', { identitytoken: identity }, 'POST'],
  ])('gets its tokens for %s, and so does the engine that sends the layers', async (_, login, method) => {
    const { registry, tokens } = await withTokens();
    await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: { [registry.host]: login } }));
    expect(await push(registry.host)).toMatchObject({ verdict: 'pushed', exitCode: 0 });
    expect(await tagsOf(registry)).toEqual(all);
    const writes = tokens.asked.filter(({ scopes }) => scopes.join().includes('push'));
    expect(new Set(writes.map(({ by }) => by))).toEqual(new Set(['pusher']));
    // one asker is the engine, which is handed the login and does its own asking
    expect(writes.length).toBeGreaterThan(1);
    expect(writes.map((one) => one.method)).toContain(method);
  });

  engineTest('is told where a token server does not take the password, or grants only reading', async () => {
    const { registry } = await withTokens();
    await logIn(registry.host, `${password}x`);
    const wrong = await push(registry.host);
    expect(wrong).toMatchObject({ verdict: 'refused', exitCode: 3, pushed: [] });
    expect(wrong.next.join()).toContain('docker login');
    // nobody may pull there, and not push
    await rm(join(folder, 'config.json'));
    const nobody = await push(registry.host);
    expect(nobody).toMatchObject({ verdict: 'refused', exitCode: 3 });
    expect(nobody.checks.find(({ id }) => id === 'credentials')).toMatchObject({ status: 'fail' });
    expect(await tagsOf(registry)).toEqual([]);
  });

  engineTest('logs in by a credential helper', async () => {
    const registry = await withPassword();
    const helper = join(folder, 'docker-credential-planted');
    // the protocol of docker-credential-helpers: the server's address on stdin, the login on stdout
    const answer = `{"ServerURL":"${registry.host}","Username":"pusher","Secret":"${password}"}`;
    await writeFile(
      helper,
      `#!/bin/sh\nread server\n[ "$1 $server" = "get ${registry.host}" ] || exit 1\necho '${answer}'\n`,
    );
    await chmod(helper, 0o755);
    process.env.PATH = `${folder}:${process.env.PATH}`;
    await writeFile(join(folder, 'config.json'), JSON.stringify({ credsStore: 'planted' }));
    expect(await push(registry.host)).toMatchObject({ verdict: 'pushed' });
    expect(await tagsOf(registry)).toEqual(all);
  });

  engineTest('logs in with what it was given, and with nothing else', async () => {
    const registry = await withPassword();
    await logIn(registry.host, 'not-the-password');
    const login = { kind: 'password' as const, username: 'pusher', secret: password };
    expect(await push(registry.host, { login })).toMatchObject({ verdict: 'pushed' });
  });

  engineTest('is told that the password is wrong, before anything is sent', async () => {
    const registry = await withPassword();
    await logIn(registry.host, `${password}x`);
    const answer = await push(registry.host);
    expect(answer).toMatchObject({ verdict: 'refused', exitCode: 3, pushed: [] });
    expect(answer.checks.find(({ id }) => id === 'credentials')?.detail).toContain(
      'does not accept the login of pusher',
    );
    expect(answer.next.join()).toContain('docker login');
    expect(await tagsOf(registry)).toEqual([]);
  });

  engineTest('is told that a login is wanted', async () => {
    const registry = await withPassword();
    const answer = await push(registry.host);
    expect(answer).toMatchObject({ verdict: 'refused', exitCode: 3 });
    expect(answer.checks.find(({ id }) => id === 'credentials')?.detail).toContain('wants a login');
  });

  engineTest('is told that the registry is read-only', async () => {
    const registry = await startRegistry({ readOnly: true });
    const answer = await push(registry.host);
    expect(answer).toMatchObject({ verdict: 'refused', exitCode: 3 });
    expect(answer.next.join()).toContain('read-only');
  });

  engineTest('leaves no tag where the disk is full, and says so', async () => {
    const registry = await startRegistry({ diskBytes: 8_000_000 });
    await expect(push(registry.host)).rejects.toMatchObject({
      code: expect.stringMatching(/^registry-/),
      message: expect.stringContaining(registry.host),
    });
    // its storage is a file system that only it can see
    expect((await fetch(`http://${registry.host}/v2/fails/app/tags/list`)).status).toBe(404);
  });

  engineTest('is told what the registry says when it refuses a layer that the engine sends', async () => {
    const registry = await startRegistry();
    const network = await startMeddler(registry.host, ({ method, headers }, response) => {
      // what looks first whether it may write is let through; the engine is not
      if (method !== 'POST' || !/docker/.test(headers['user-agent'] ?? '')) return null;
      response.writeHead(403).end(JSON.stringify({ errors: [{ code: 'DENIED', message: 'quota exceeded' }] }));
      return 'answered';
    });
    await expect(push(network.host)).rejects.toMatchObject({ message: expect.stringContaining('quota exceeded') });
    expect(await tagsOf(registry)).toEqual([]);
  });

  engineTest('goes on where the registry was killed half-way and came back', async () => {
    const registry = await startRegistry();
    let killed = 0;
    const network = await startMeddler(registry.host, ({ method }) => {
      if (method === 'PATCH' && killed === 0) {
        killed += 1;
        void registry.kill().then(() => registry.start());
      }
      return null;
    });
    expect(await push(network.host)).toMatchObject({ verdict: 'pushed' });
    expect(killed).toBe(1);
    expect(await tagsOf(registry)).toEqual(all);
  });

  engineTest('stopped in the middle leaves no tag, and the next one goes through', async () => {
    const registry = await startRegistry();
    const stop = new AbortController();
    const network = await startMeddler(registry.host, ({ method }) => {
      if (method === 'PATCH') stop.abort();
      return null;
    });
    await expect(push(network.host, {}, stop.signal)).rejects.toThrow();
    expect(await tagsOf(registry)).toEqual([]);
    expect(await push(network.host)).toMatchObject({ verdict: 'pushed' });
    expect(await tagsOf(registry)).toEqual(all);
  });

  engineTest('puts tags back that it moved, where a later one cannot be set', async () => {
    const registry = await startRegistry();
    await push(registry.host);
    const digest = async (tag: string) => {
      const accept = 'application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
      const url = `http://${registry.host}/v2/fails/app/manifests/${tag}`;
      return (await fetch(url, { method: 'HEAD', headers: { accept } })).headers.get('docker-content-digest');
    };
    const old = await digest('1.4');
    const other = `${image.split(':')[0]}:1.4.3`;
    const container = await docker.createContainer({ Image: image, Cmd: ['true'] });
    await container.commit({ repo: other.split(':')[0], tag: '1.4.3', changes: ['LABEL more=yes'] });
    await container.remove();
    try {
      const network = await startMeddler(registry.host, ({ method, url }, response) => {
        if (method !== 'PUT' || !url?.endsWith('/manifests/latest')) return null;
        response.writeHead(405).end(JSON.stringify({ errors: [{ code: 'UNSUPPORTED', message: 'no' }] }));
        return 'answered';
      });
      await expect(push(network.host, { image: other })).rejects.toMatchObject({
        code: 'registry-refused',
        message: expect.stringContaining('No other tag was changed. Pushed:'),
      });
      expect(await digest('1.4')).toBe(old);
      expect(await digest('1')).toBe(old);
      expect(await digest('1.4.3')).not.toBe(old);
    } finally {
      await docker.getImage(other).remove({ force: true });
    }
  });
});
