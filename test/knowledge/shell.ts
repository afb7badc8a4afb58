import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { executable } from '../executable/dockwright.js';

/** A block takes at most 20 s on an idle machine; the rest is for one that is busy. */
const blockLimitMs = 60_000;

/** Runs commands as a reader of our texts would: with `dockwright`, `docker compose` and `docker buildx` in place. */
export interface Shell {
  /** A folder of its own, in which the readers' folders can be made. */
  folder: string;
  run(script: string, cwd: string, env?: Record<string, string>): Promise<{ code: number; output: string }>;
  close(): Promise<void>;
}

export async function openShell(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-reader-'));
  await writeFile(join(folder, 'dockwright'), `#!/bin/sh\nexec "${process.execPath}" "${executable}" "$@"\n`, {
    mode: 0o755,
  });
  await addPlugins(folder);
  const own = {
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    DOCKER_CONFIG: join(folder, 'docker'),
    XDG_STATE_HOME: join(folder, 'state'),
  };
  return {
    folder,
    run: (script, cwd, env = {}) => bash(script, cwd, { ...process.env, ...own, ...env }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** `docker compose` and `docker buildx`, where the lab has them outside of Docker's own folders. */
async function addPlugins(folder: string): Promise<void> {
  const plugins = join(folder, 'docker', 'cli-plugins');
  await mkdir(plugins, { recursive: true });
  for (const [name, path] of [
    ['docker-compose', process.env.DOCKWRIGHT_COMPOSE],
    ['docker-buildx', process.env.DOCKWRIGHT_BUILDX],
  ] as const)
    if (path) await symlink(path, join(plugins, name));
}

function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      '/bin/bash',
      ['-e', '-c', script],
      { cwd, env, timeout: blockLimitMs, maxBuffer: 16 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number((error as { code?: unknown }).code ?? -1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });
}
