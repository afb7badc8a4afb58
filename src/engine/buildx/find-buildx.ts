import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { pluginPaths } from '../compose-command.js';
import type { Surroundings } from '../docker-config.js';
import { findProgram } from '../find-program.js';

const run = promisify(execFile);
const patienceMs = 5_000;

/** How to call buildx: a program and its first arguments. */
export interface Buildx {
  program: string;
  arguments: string[];
  version: string;
}

/** Where DOCKWRIGHT_BUILDX says, as the plugin of a `docker` on PATH, or where the plugin is usually put. */
export async function findBuildx(surroundings: Surroundings): Promise<Buildx | null> {
  const named = surroundings.env.DOCKWRIGHT_BUILDX;
  if (named) return attempt(named, [], surroundings);
  const docker = await findProgram('docker', surroundings);
  const plugin = docker && (await attempt(docker, ['buildx'], surroundings));
  if (plugin) return plugin;
  for (const path of await pluginPaths(surroundings, 'docker-buildx')) {
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    const found = there && (await attempt(path, [], surroundings));
    if (found) return found;
  }
  return null;
}

/** The first thing that looks like a version in what it says of itself. */
async function attempt(program: string, first: string[], { env }: Surroundings): Promise<Buildx | null> {
  try {
    const { stdout } = await run(program, [...first, 'version'], { env: { ...env }, timeout: patienceMs });
    const version = /\bv?(\d+\.\d+(?:\.\d+)?)/.exec(stdout)?.[1];
    return version ? { program, arguments: first, version } : null;
  } catch {
    return null;
  }
}
