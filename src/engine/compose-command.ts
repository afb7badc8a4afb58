import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { promisify } from 'node:util';
import { dockerConfigFolder, readDockerConfig, type Surroundings } from './docker-config.js';
import { findProgram } from './find-program.js';

const run = promisify(execFile);

/** How to call Docker Compose: a program and its first arguments. */
export interface ComposeCommand {
  program: string;
  arguments: string[];
  version: string;
}

/**
 * Finds Docker Compose 2: where DOCKWRIGHT_COMPOSE says, as the plugin of a `docker` on PATH, or where Docker's packages,
 * Docker Desktop and Homebrew put the plugin (a server started from a desktop application has a short PATH).
 */
export async function findCompose(surroundings: Surroundings): Promise<ComposeCommand | null> {
  const named = surroundings.env.DOCKWRIGHT_COMPOSE;
  if (named) return attempt(named, [], surroundings);
  const docker = await findProgram('docker', surroundings);
  const plugin = docker && (await attempt(docker, ['compose'], surroundings));
  if (plugin) return plugin;
  for (const path of await pluginPaths(surroundings)) {
    const found = (await exists(path)) && (await attempt(path, [], surroundings));
    if (found) return found;
  }
  const standalone = await findProgram('docker-compose', surroundings);
  return standalone ? attempt(standalone, [], surroundings) : null;
}

/** Where a plugin of Docker's command line may lie, the user's own folder first. */
export async function pluginPaths(surroundings: Surroundings, name = 'docker-compose'): Promise<string[]> {
  const { platform, env, home } = surroundings;
  const own = dockerConfigFolder(surroundings);
  const extra = (await readDockerConfig(surroundings)).cliPluginsExtraDirs ?? [];
  if (platform === 'win32') {
    const programs = env.ProgramFiles ?? 'C:\\Program Files';
    return [win32.join(own, 'cli-plugins'), ...extra, win32.join(programs, 'Docker', 'cli-plugins')].map((folder) =>
      win32.join(folder, `${name}.exe`),
    );
  }
  return [
    posix.join(own, 'cli-plugins'),
    ...extra,
    '/usr/local/lib/docker/cli-plugins',
    '/usr/local/libexec/docker/cli-plugins',
    '/usr/lib/docker/cli-plugins',
    '/usr/libexec/docker/cli-plugins',
    '/opt/homebrew/lib/docker/cli-plugins',
    '/Applications/Docker.app/Contents/Resources/cli-plugins',
    posix.join(home, '.rd/bin'),
    posix.join(home, '.orbstack/bin'),
  ].map((folder) => posix.join(folder, name));
}

/** Version 1, the Python program, reads other files than we write. */
async function attempt(program: string, first: string[], { env }: Surroundings): Promise<ComposeCommand | null> {
  try {
    const { stdout } = await run(program, [...first, 'version', '--short'], { env: { ...env }, timeout: 10_000 });
    const version = stdout.trim().replace(/^v/, '');
    return /^[2-9]\./.test(version) ? { program, arguments: first, version } : null;
  } catch {
    return null;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
