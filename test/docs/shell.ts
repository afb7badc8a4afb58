import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { executable } from '../executable/dockwright.js';

/** A block takes at most 20 s on an idle machine; the rest is for one that is busy. */
const blockLimitMs = 90_000;

export interface Shell {
  /** In which folders can be made; it goes with the shell. */
  folder: string;
  /** A new folder in it. */
  place(): Promise<string>;
  /** Runs commands in a folder; `cwd` of the answer is where they ended. */
  run(script: string, cwd: string, env?: Record<string, string>): Promise<Ended>;
  close(): Promise<void>;
}

interface Ended {
  code: number;
  output: string;
  cwd: string;
}

/**
 * A shell as the pages take it for granted: `dockwright` and `npx -y dockwright` are this build, `docker compose` and `docker buildx` are
 * there, SHOP is the folder of a small service. Proofs are kept apart from the user's, and no vulnerability data is asked for, so that a page
 * says the same on a machine without a network.
 */
export async function openShell(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-docs-'));
  const programs = join(folder, 'bin');
  await mkdir(programs);
  await program(join(programs, 'dockwright'), `exec "${process.execPath}" "${executable}" "$@"`);
  await program(
    join(programs, 'npx'),
    'if [ "$1 $2" = "-y dockwright" ]; then shift 2; exec dockwright "$@"; fi\necho "npx: only -y dockwright is there" >&2; exit 2',
  );
  await addPlugins(join(folder, 'docker', 'cli-plugins'));
  const env = {
    ...process.env,
    PATH: `${programs}${delimiter}${process.env.PATH}`,
    DOCKER_CONFIG: join(folder, 'docker'),
    XDG_STATE_HOME: join(folder, 'state'),
    DOCKWRIGHT_OFFLINE: '1',
    SHOP: join(import.meta.dirname, 'shop'),
  };
  let started = 0;
  return {
    folder,
    place: () => mkdtemp(join(folder, 'place-')),
    run: (script, cwd, more = {}) => bash(script, cwd, { ...env, ...more }, join(folder, `cwd-${++started}`)),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function program(path: string, script: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
}

/** `docker compose` and `docker buildx`, where the lab has them outside of Docker's own folders. */
async function addPlugins(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, path] of [
    ['docker-compose', process.env.DOCKWRIGHT_COMPOSE],
    ['docker-buildx', process.env.DOCKWRIGHT_BUILDX],
  ] as const)
    if (path) await symlink(path, join(folder, name));
}

async function bash(script: string, cwd: string, env: NodeJS.ProcessEnv, note: string): Promise<Ended> {
  const { code, output } = await new Promise<Omit<Ended, 'cwd'>>((resolve) => {
    const child = execFile(
      '/bin/bash',
      ['-e', '-c', `trap 'pwd > "${note}"' EXIT\n${script}`],
      { cwd, env, timeout: blockLimitMs, maxBuffer: 16 * 2 ** 20 },
      (error, stdout, stderr) =>
        resolve({ code: error ? Number((error as { code?: unknown }).code ?? -1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });
  const last = await readFile(note, 'utf8').catch(() => '');
  await rm(note, { force: true });
  return { code, output, cwd: last.trim() || cwd };
}
