import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, vi } from 'vitest';
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
    expect(report).toHaveBeenCalledWith(expect.stringContaining('COPY . /app/'), expect.any(Number), 3);
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
