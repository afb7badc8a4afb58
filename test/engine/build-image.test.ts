import { randomUUID } from 'node:crypto';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, onTestFinished, vi } from 'vitest';
import { readIgnoreRules } from '../../src/engine/build-context.js';
import { type BuildRequest, buildImage } from '../../src/engine/build-image.js';
import { connectEngine, type Engine } from '../../src/engine/connect.js';
import { parseIgnoreFile } from '../../src/engine/ignore-file.js';
import { readImage } from '../../src/engine/image.js';
import { engineMissing, engineTest } from '../lab/engine.js';
import { temporaryFolder } from './temporary-folder.js';

let engine: Engine;
const label = `test-${randomUUID()}`;
const quiet = { signal: new AbortController().signal, report: () => {} };

const request = (dockerfile: string, root: string | null = null): BuildRequest => ({
  context: { root, rules: parseIgnoreFile(''), overlay: new Map() },
  dockerfile: { path: 'Dockerfile', content: dockerfile },
  labels: { [label]: '1' },
});

beforeAll(async () => {
  if (engineMissing === null) engine = await connectEngine();
});

afterEach(async () => {
  if (engineMissing !== null) return;
  const images = await engine.docker.listImages({ filters: { label: [label] } });
  await Promise.all(images.map(({ Id }) => engine.docker.getImage(Id).remove({ force: true })));
});

describe('building', () => {
  engineTest('files come from the folder, less what .dockerignore says; steps are reported and counted', async () => {
    const root = await temporaryFolder({
      'main.py': 'print(1)',
      '.env': 'A=1',
      'sub/.env': 'A=1',
      '.dockerignore': '**/.env',
    });
    const dockerfile =
      'FROM python:3.13-slim\nCOPY . /app/\nRUN test ! -e /app/.env && test ! -e /app/sub/.env && cat /app/main.py\n';
    const report = vi.fn();
    const rules = await readIgnoreRules(root, 'Dockerfile');
    const built = await buildImage(
      engine,
      { ...request(dockerfile, root), context: { root, rules, overlay: new Map() } },
      { ...quiet, report },
    );
    expect(built.failure).toBeNull();
    expect(built.imageId).toMatch(/^sha256:/);
    // a step that another build is at just now is shared with it, and counted here too
    expect(report).toHaveBeenCalledWith(
      expect.stringContaining('COPY . /app/'),
      expect.any(Number),
      expect.any(Number),
    );
    const again = await buildImage(
      engine,
      { ...request(dockerfile, root), context: { root, rules, overlay: new Map() } },
      quiet,
    );
    const cached = again.steps.filter((step) => step.cached).map(({ name }) => name);
    expect(cached).toEqual(
      expect.arrayContaining([expect.stringContaining('COPY . /app/'), expect.stringContaining('RUN test')]),
    );
  });

  engineTest.each(['over a session', 'as a tar, for an engine without sessions'])(
    'the same files arrive %s',
    async (how) => {
      const root = await temporaryFolder({
        'a/b.txt': 'b',
        'a/é.txt': 'é',
        'z.txt': '',
        'skip/c.txt': 'c',
        '.dockerignore': 'skip\nDockerfile\n',
      });
      await symlink('a/b.txt', join(root, 'link'));
      await chmod(join(root, 'z.txt'), 0o755);
      const dockerfile = `FROM python:3.13-slim\nCOPY . /c/\nRUN cd /c && find . ! -name Dockerfile -printf '%p %y %l %m %u\\n' | sort && false # ${randomUUID()}\n`;
      const rules = await readIgnoreRules(root, 'Dockerfile');
      const podman = how !== 'over a session';
      const { failure } = await buildImage(
        { ...engine, podman },
        { ...request(dockerfile), context: { root, rules, overlay: new Map() } },
        quiet,
      );
      expect(failure?.log).toEqual([
        expect.stringMatching(/^\. d {2}/),
        expect.stringMatching(/^\.\/\.dockerignore f {2}\d+ root$/),
        expect.stringMatching(/^\.\/a d {2}/),
        './a/b.txt f  644 root',
        expect.stringMatching(/^\.\/a\/.+\.txt f {2}644 root$/),
        './link l a/b.txt 777 root',
        './z.txt f  755 root',
      ]);
    },
  );

  engineTest('only what the Dockerfile copies is sent, and that only once', async () => {
    const root = await temporaryFolder({ 'main.py': `print(1) # ${randomUUID()}`, 'model.bin': 'x'.repeat(3_000_000) });
    const small = await buildImage(engine, request('FROM python:3.13-slim\nCOPY main.py /\n', root), quiet);
    expect(small.sentBytes).toBeLessThan(10_000);
    const all = await buildImage(engine, request('FROM python:3.13-slim\nCOPY . /\n', root), quiet);
    expect(all.sentBytes).toBeGreaterThan(3_000_000);
    await writeFile(join(root, 'main.py'), 'print(2)');
    expect(
      (await buildImage(engine, request('FROM python:3.13-slim\nCOPY . /\n', root), quiet)).sentBytes,
    ).toBeLessThan(10_000);
  });

  engineTest('a Dockerfile in a folder builds from the root, and is not in the image when it is ignored', async () => {
    const root = await temporaryFolder({
      'main.py': '1',
      'docker/web.Dockerfile': 'not this',
      '.dockerignore': 'docker',
    });
    const dockerfile = {
      path: 'docker/web.Dockerfile',
      content:
        'FROM python:3.13-slim\nCOPY . /c/\nRUN test -f /c/main.py && test ! -e /c/docker && test ! -e /c/web.Dockerfile\n',
    };
    const rules = await readIgnoreRules(root, dockerfile.path);
    expect(
      (await buildImage(engine, { ...request(''), context: { root, rules, overlay: new Map() }, dockerfile }, quiet))
        .failure,
    ).toBeNull();
  });

  engineTest('a file behind a link, and names of any kind, are sent', async () => {
    const root = await temporaryFolder({ 'real/data.txt': 'd', 'a, b.txt': 'comma', 'x y.txt': 'space' });
    await symlink('real', join(root, 'linked'));
    const copies = 'COPY linked/data.txt /d/\nCOPY ["a, b.txt", "x y.txt", "/d/"]\n';
    const built = await buildImage(
      engine,
      request(`FROM python:3.13-slim\n${copies}RUN cat /d/data.txt "/d/a, b.txt" "/d/x y.txt"\n`, root),
      quiet,
    );
    expect(built.failure).toBeNull();
  });

  engineTest('a secret that was named is mounted and stays out of the image; one that was not is refused', async () => {
    const folder = await temporaryFolder({ netrc: 'machine a login b password c' });
    const mount = (id: string) =>
      `FROM python:3.13-slim\nRUN --mount=type=secret,id=${id},required=true grep -q 'password c' /run/secrets/${id}\n`;
    const secrets = { netrc: join(folder, 'netrc') };
    expect((await buildImage(engine, { ...request(mount('netrc')), secrets }, quiet)).failure).toBeNull();
    expect((await buildImage(engine, { ...request(mount('other')), secrets }, quiet)).failure?.message).toContain(
      'other',
    );
  });

  engineTest('the registry of a base image gets the user’s login', async ({ skip }) => {
    if (!engine.endpoint.local || engine.endpoint.address.startsWith('npipe') || process.platform !== 'linux') skip();
    const asked: string[] = [];
    const registry = createServer((incoming, response) => {
      asked.push(incoming.headers.authorization ?? '');
      response
        .writeHead(incoming.headers.authorization ? 404 : 401, { 'www-authenticate': 'Basic realm="test"' })
        .end();
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void registry.close());
    const host = `127.0.0.1:${(registry.address() as { port: number }).port}`;
    const auth = Buffer.from('me:my-password').toString('base64');
    const other = Buffer.from('not:this').toString('base64');
    const auths = { [host]: { auth }, 'registry.example.com': { auth: other } };
    vi.stubEnv('DOCKER_CONFIG', await temporaryFolder({ 'config.json': JSON.stringify({ auths }) }));
    onTestFinished(() => void vi.unstubAllEnvs());
    const { failure } = await buildImage(engine, request(`FROM ${host}/private:1\n`), quiet);
    expect(failure?.message).toContain('private:1');
    expect(asked).toContain(`Basic ${auth}`);
    expect(asked).not.toContain(`Basic ${other}`);
    expect(JSON.stringify(failure)).not.toContain('my-password');
  });

  engineTest('mounts of the cache and of the context work', async () => {
    const root = await temporaryFolder({ 'requirements.txt': 'nothing\n' });
    const run =
      'RUN --mount=type=cache,target=/cache --mount=type=bind,source=requirements.txt,target=/r.txt cat /r.txt > /cache/r';
    expect((await buildImage(engine, request(`FROM python:3.13-slim\n${run}\n`, root), quiet)).failure).toBeNull();
  });

  engineTest('a step that fails is named with its line and its last words', async () => {
    const dockerfile = 'FROM python:3.13-slim\nRUN echo fine\nRUN echo the reason >&2 && \\\n    exit 3\n';
    const { imageId, failure } = await buildImage(engine, request(dockerfile), quiet);
    expect(imageId).toBeNull();
    expect(failure).toMatchObject({ line: { line: 3 }, log: expect.arrayContaining(['the reason']) });
    expect(failure?.message).toContain('exit code: 3');
  });

  engineTest('a Dockerfile that cannot be read is a failure with its line', async () => {
    const { failure } = await buildImage(engine, request('FROM python:3.13-slim\nCOPI . .\n'), quiet);
    expect(failure).toMatchObject({ line: { line: 2, text: 'COPI . .' } });
  });

  engineTest('a file that COPY does not find is a failure', async () => {
    const { failure } = await buildImage(engine, request('FROM python:3.13-slim\nCOPY missing.txt /\n'), quiet);
    expect(failure?.message).toContain('missing.txt');
    expect(failure?.line?.line).toBe(2);
  });

  engineTest('the folder is not written to, and a large log stays bounded', async () => {
    const dockerfile =
      "FROM python:3.13-slim\nRUN python3 -c \"print('x' * 100 + '\\n', end='') or [print(i) for i in range(50000)]\" && exit 1\n";
    const { failure } = await buildImage(engine, request(dockerfile), quiet);
    expect(failure?.log.length).toBeLessThanOrEqual(40);
  });

  engineTest('stopping stops the build on the engine too', async () => {
    const cache = randomUUID();
    const mount = `RUN --mount=type=cache,id=${cache},target=/c`;
    const endless = `FROM python:3.13-slim\n${mount} while :; do date +%s%N > /c/beat; sleep 0.1; done\n`;
    const stop = new AbortController();
    const build = buildImage(engine, request(endless), {
      signal: stop.signal,
      report: (message) => message.includes('while') && stop.abort(),
    });
    await expect(build).rejects.toMatchObject({ name: 'AbortError' });
    // the step wrote ten times a second for as long as it ran
    const still = `FROM python:3.13-slim\n${mount} a=$(cat /c/beat 2>/dev/null); sleep 1; test "$a" = "$(cat /c/beat 2>/dev/null)" # ${randomUUID()}\n`;
    await vi.waitFor(
      async () => expect((await buildImage(engine, { ...request(still), noCache: true }, quiet)).failure).toBeNull(),
      {
        timeout: 20_000,
        interval: 100,
      },
    );
  });

  engineTest('an engine that goes away is said to have gone', async () => {
    const { default: Docker } = await import('dockerode');
    const docker = new Docker({ socketPath: join(await temporaryFolder(), 'gone.sock'), host: undefined });
    const gone = buildImage({ ...engine, docker }, request('FROM python:3.13-slim\n'), quiet);
    await expect(gone).rejects.toMatchObject({ code: 'engine-unreachable' });
  });
});

engineTest('an image’s digest and size are the same however often it is read, and layers are seen', async () => {
  const { imageId } = await buildImage(engine, request('FROM python:3.13-slim\nRUN echo hello > /hello.txt\n'), quiet);
  const paths: string[] = [];
  const first = await readImage(engine, imageId as string, quiet.signal, () => ({
    wants: () => false,
    entry: (header) => void paths.push(header.name),
  }));
  const second = await readImage(engine, imageId as string, quiet.signal);
  expect([second.configDigest, second.sizeBytes]).toEqual([first.configDigest, first.sizeBytes]);
  expect(paths).toContain('hello.txt');
  if (!engine.containerdStore) expect(first.configDigest).toBe(imageId);
});
