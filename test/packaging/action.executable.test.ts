import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const action = parse(await readFile(path.join(root, 'action.yml'), 'utf8'));
const script = action.runs.steps.find(({ id }: { id?: string }) => id === 'dockwright');

describe.skipIf(process.platform === 'win32')('the step of action.yml', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-action-'));
    await writeFile(path.join(folder, 'Dockerfile'), 'FROM scratch\nADD x /x\nENV API_TOKEN=abcdefgh12345678\n');
    await cp(path.join(root, 'scripts', 'action.sh'), path.join(folder, 'npm', 'scripts', 'action.sh'));
    // a npx that says what it was asked for
    await mkdir(path.join(folder, 'bin'));
    await writeFile(path.join(folder, 'bin', 'npx'), '#!/bin/sh\nprintf "<%s>\\n" "$@"\n', { mode: 0o755 });
    await mkdir(path.join(folder, 'dist', 'scripts'), { recursive: true });
    await cp(path.join(root, 'scripts', 'action.sh'), path.join(folder, 'dist', 'scripts', 'action.sh'));
    await symlink(path.join(root, 'dist'), path.join(folder, 'dist', 'dist'));
  });
  beforeEach(async () => {
    for (const name of ['output', 'summary']) await writeFile(path.join(folder, name), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the step as the runner does, with the defaults of inputs that are not given. */
  async function step(inputs: Record<string, string>, from: 'dist' | 'npm' = 'dist') {
    const defaults = Object.entries<{ default: unknown }>(action.inputs).map(([name, { default: value }]) => [
      name,
      String(value),
    ]);
    const given = { ...Object.fromEntries(defaults), ...inputs } as Record<string, string>;
    const env = Object.fromEntries(
      Object.entries(script.env as Record<string, string>).map(([name, expression]) => {
        const input = /inputs\.([\w-]+)/.exec(expression)?.[1];
        return [name, input ? (given[input] as string) : path.join(folder, from)];
      }),
    );
    const run = {
      cwd: folder,
      env: {
        ...process.env,
        ...env,
        PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
        GITHUB_OUTPUT: path.join(folder, 'output'),
        GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
        DOCKER_HOST: 'tcp://127.0.0.1:1',
      },
    };
    const ended = await new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      execFile('bash', ['-c', script.run], run, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
    return { ...ended, outputs: await readFile(path.join(folder, 'output'), 'utf8') };
  }

  test('audits, with annotations', async () => {
    const { code, stdout, outputs } = await step({ target: 'Dockerfile' });
    expect(stdout).toMatch(/^::error .*file=Dockerfile,line=3/m);
    expect({ code, outputs }).toEqual({ code: 1, outputs: 'exit-code=1\n' });
  });

  test('audits into a SARIF file', async () => {
    const { code, stdout, outputs } = await step({
      target: 'Dockerfile',
      sarif: 'made/here/x.sarif',
      'fail-on': 'none',
    });
    const { runs } = JSON.parse(await readFile(path.join(folder, 'made/here/x.sarif'), 'utf8'));
    expect(runs[0].results.length).toBeGreaterThan(0);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(outputs).toBe('sarif=made/here/x.sarif\nexit-code=0\n');
  });

  test('runs the version of the package that was asked for, each input one argument', async () => {
    const hostile = '$(touch /tmp/never) `id` "; id #';
    const { stdout, code } = await step(
      {
        command: 'ship',
        target: hostile,
        repository: hostile,
        arguments: `--tags\n${hostile}\r\n\n`,
        version: '1.2.3',
      },
      'npm',
    );
    const words = ['--yes', 'dockwright@1.2.3', 'ship', '--tags', hostile, `--repository=${hostile}`, '--', hostile];
    expect(stdout).toBe(words.map((word) => `<${word}>\n`).join(''));
    expect(code).toBe(0);
  });

  test('a target that looks like a flag is a target', async () => {
    const { code, stderr } = await step({ target: '--fix' });
    expect(code).toBe(3);
    expect(stderr).toContain('--fix');
    expect(await readFile(path.join(folder, 'Dockerfile'), 'utf8')).toContain('ADD x /x');
  });

  test('an engine out of reach ends the step with 3', async () => {
    const example = path.join(root, 'examples', 'task-api');
    const { code, outputs } = await step({ command: 'verify', target: example, proof: 'proof.json' });
    expect({ code, outputs }).toEqual({ code: 3, outputs: 'proof=proof.json\nexit-code=3\n' });
  });

  test.each([
    ['an unknown command', { command: 'audit; id' }, 'dist'],
    ['a version that is none', { version: 'latest || id' }, 'npm'],
    ['an output that would be two', { sarif: 'x\nexit-code=0' }, 'dist'],
  ] as const)('%s is refused', async (_, inputs, from) => {
    const { code, stdout, outputs } = await step(inputs, from);
    expect(code).toBe(2);
    expect(stdout).toContain('::error title=dockwright::');
    expect(outputs).toBe('exit-code=2\n');
  });
});
