import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findCompose, pluginPaths } from './compose-command.js';
import type { Surroundings } from './docker-config.js';
import { findProgram } from './find-program.js';

const run = promisify(execFile);
const patienceMs = 5_000;

/** Versions of Docker's programs on this machine; null where there is none that answers. */
export interface CommandLine {
  docker: string | null;
  buildx: string | null;
  compose: string | null;
}

/** Finds `docker` and its plugins as the other tools find them. */
export async function readCommandLine(surroundings: Surroundings): Promise<CommandLine> {
  const program = await findProgram('docker', surroundings);
  const [docker, buildx, compose] = await Promise.all([
    program ? versionOf(program, ['--version'], surroundings) : null,
    findBuildx(program, surroundings),
    findCompose(surroundings),
  ]);
  return { docker, buildx, compose: compose?.version ?? null };
}

async function findBuildx(docker: string | null, surroundings: Surroundings): Promise<string | null> {
  const named = surroundings.env.DOCKWRIGHT_BUILDX;
  if (named) return versionOf(named, ['version'], surroundings);
  const plugin = docker && (await versionOf(docker, ['buildx', 'version'], surroundings));
  if (plugin) return plugin;
  for (const path of await pluginPaths(surroundings, 'docker-buildx')) {
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    const version = there && (await versionOf(path, ['version'], surroundings));
    if (version) return version;
  }
  return null;
}

/** The first thing that looks like a version in what the program says of itself. */
async function versionOf(program: string, args: string[], { env }: Surroundings): Promise<string | null> {
  try {
    const { stdout } = await run(program, args, { env: { ...env }, timeout: patienceMs });
    return /\bv?(\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1] ?? null;
  } catch {
    return null;
  }
}
