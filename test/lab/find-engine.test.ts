import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { findEngine } from './find-engine.js';

const nobody = 65_534;

/** Runs the lab's script as a user who is not root, from a copy that such a user may read. */
async function labWithoutRoot(...args: string[]): Promise<{ code: number; stderr: string; started: boolean }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-lab-test-'));
  await chmod(folder, 0o755);
  for (const file of ['lab', 'images.sh', 'podman.sh'])
    await copyFile(path.join(import.meta.dirname, file), path.join(folder, file));
  const home = path.join(folder, 'home');
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const ended = await new Promise<{ code: number; stderr: string }>((resolve) => {
    const options = { ...user, cwd: '/', env: { ...process.env, LAB_HOME: home } };
    execFile('/bin/bash', [path.join(folder, 'lab'), ...args], options, (error, _stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stderr }),
    );
  });
  const started = existsSync(home);
  await rm(folder, { recursive: true });
  return { ...ended, started };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the engine for tests', () => {
  test('that DOCKER_HOST names wins, even when nothing answers there', async () => {
    vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
    expect(await findEngine()).toEqual({
      reason: expect.stringMatching(
        /^DOCKER_HOST is tcp:\/\/127\.0\.0\.1:1, and nothing answers there: .*ECONNREFUSED/,
      ),
    });
  });
});

describe.runIf(process.platform === 'linux')('the lab', () => {
  test('says what it needs where it may not run, and leaves nothing behind', async () => {
    const { code, stderr, started } = await labWithoutRoot('up');
    expect(code).toBe(1);
    expect(stderr).toContain('lab: it needs root');
    expect(started).toBe(false);
  });

  test('prints no environment while it does not run', async () => {
    expect(await labWithoutRoot('env')).toMatchObject({ code: 1 });
  });
});
