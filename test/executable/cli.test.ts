import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyOf, dockwright } from './dockwright.js';

/** An address where no engine listens, so that these tests are the same everywhere. */
const noEngine = { DOCKER_HOST: 'tcp://127.0.0.1:1' };

test('--version and --help answer on stdout', async () => {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await dockwright(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  for (const args of [
    ['--help'],
    ['help'],
    ['spec', '--help'],
    ['generate', '-h'],
    ['verify', '--help'],
    ['help', 'verify'],
  ]) {
    const { code, stdout, stderr } = await dockwright(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('dockwright');
  }
});

describe('bad input', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dockwright-bad-'));
    await mkdir(join(folder, 'empty'));
    await mkdir(join(folder, 'unknown'));
    await writeFile(join(folder, 'unknown', 'notes.txt'), 'nothing here\n');
    await writeFile(join(folder, 'file.py'), 'print()\n');
    await mkdir(join(folder, 'malformed'));
    await writeFile(join(folder, 'malformed', 'pyproject.toml'), '[project\nname = "x"\n');
    await mkdir(join(folder, 'bad-spec'));
    await writeFile(join(folder, 'bad-spec', 'main.py'), 'from fastapi import FastAPI\napp = FastAPI()\n');
    await writeFile(join(folder, 'bad-spec', 'requirements.txt'), 'fastapi\nuvicorn\n');
    await writeFile(join(folder, 'bad-spec', 'container.spec.yaml'), 'apiVersion: dockwright/v1\ngoal: [\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['a missing path', ['spec', 'missing'], 'path-not-found'],
    ['a file', ['spec', 'file.py'], 'not-a-folder'],
    ['an empty folder', ['generate', 'empty'], 'no-project-found'],
    ['nothing recognizable', ['verify', 'unknown'], 'no-project-found'],
    ['a malformed pyproject.toml', ['spec', 'malformed'], 'invalid-manifest'],
    ['a malformed Spec', ['generate', 'bad-spec'], 'invalid-spec'],
    ['an unknown flag', ['spec', '--nothing'], 'invalid-input'],
    ['an unknown command', ['frobnicate'], 'invalid-input'],
    ['an unknown criterion', ['verify', '.', '--criteria', 'beauty'], 'invalid-input'],
  ])('%s ends with 2, a message and a next step', async (_, args, code) => {
    const { code: exit, stdout, stderr } = await dockwright([...args, '--json'], { cwd: folder, env: noEngine });
    expect(exit).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code, message: expect.any(String), hint: expect.any(String) });
    expect(error.message.length * error.hint.length).toBeGreaterThan(0);
    expect(stderr).toMatch(/^error: [\s\S]*next: /m);
    expect(stderr).not.toMatch(/\bat .*\(.*:\d+:\d+\)/);
  });
});

describe('without an engine', () => {
  let copy: Awaited<ReturnType<typeof copyOf>>;
  beforeEach(async () => {
    copy = await copyOf('examples/task-api');
  });
  afterEach(() => copy.remove());

  test('spec, generate and drift check work; verify ends with 3', async () => {
    const spec = await dockwright(['spec', copy.path, '--write', '--json'], { env: noEngine });
    expect(spec.code).toBe(0);
    expect(JSON.parse(spec.stdout)).toMatchObject({ written: true });
    expect((await dockwright(['generate', copy.path, '--check'], { env: noEngine })).code).toBe(1);
    const generated = await dockwright(['generate', copy.path, '--write', '--json'], { env: noEngine });
    expect(generated.code).toBe(0);
    const { files } = JSON.parse(generated.stdout) as { files: { path: string; action: string; content: string }[] };
    for (const { path, action, content } of files) {
      expect(action).toBe('create');
      expect(await readFile(join(copy.path, path), 'utf8')).toBe(content);
    }
    expect((await dockwright(['generate', copy.path, '--check'], { env: noEngine })).code).toBe(0);
    const verified = await dockwright(['verify', copy.path, '--json'], { env: noEngine });
    expect(verified.code).toBe(3);
    expect(JSON.parse(verified.stdout).error).toMatchObject({ code: 'engine-unreachable', hint: expect.any(String) });
  });

  test('a file that somebody wrote is a conflict: exit 1, nothing written; ours that is behind is updated', async () => {
    const dockerfile = join(copy.path, 'Dockerfile');
    await writeFile(dockerfile, 'FROM scratch\n');
    const conflict = await dockwright(['generate', copy.path, '--write'], { env: noEngine });
    expect(conflict.code).toBe(1);
    expect(await readFile(dockerfile, 'utf8')).toBe('FROM scratch\n');
    expect((await dockwright(['generate', copy.path, '--write', '--overwrite'], { env: noEngine })).code).toBe(0);
    await dockwright(['spec', copy.path, '--write', '--answers', 'health=tcp'], { env: noEngine });
    const updated = await dockwright(['generate', copy.path, '--write', '--json'], { env: noEngine });
    expect(updated.code).toBe(0);
    const actions = Object.fromEntries(
      JSON.parse(updated.stdout).files.map((file: { path: string; action: string }) => [file.path, file.action]),
    );
    expect(actions).toMatchObject({ Dockerfile: 'update', '.dockerignore': 'unchanged' });
  });

  test('the answer is for people unless --json asks: no colour codes in a pipe, a next step at the end', async () => {
    const { stdout } = await dockwright(['spec', copy.path], { env: noEngine });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toMatch(/start {5}uvicorn main:app/);
    expect(stdout.trimEnd().split('\n').at(-1)).toContain(`next: dockwright spec ${copy.path} --write`);
  });
});
