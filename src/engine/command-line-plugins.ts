import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findBuildx } from './buildx/find-buildx.js';
import { findCompose } from './compose-command.js';
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
    findBuildx(surroundings),
    findCompose(surroundings),
  ]);
  return { docker, buildx: buildx?.version ?? null, compose: compose?.version ?? null };
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
