import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import Docker from 'dockerode';

/** The environment that leads to an engine, or why there is none. */
export type EngineChoice = { environment: Record<string, string> } | { reason: string };

const lab = path.join(import.meta.dirname, 'lab');

/**
 * The engine that tests may use: the one that DOCKER_HOST names, else the lab, which is started where the machine
 * allows it. An engine that merely happens to run here is somebody's own and is left alone.
 */
export async function findEngine(): Promise<EngineChoice> {
  const named = process.env.DOCKER_HOST;
  if (named) {
    const problem = await unreachable();
    if (problem) return { reason: `DOCKER_HOST is ${named}, and nothing answers there: ${problem}` };
    return { environment: await labEnvironment(named) };
  }
  if (process.platform !== 'linux')
    return { reason: `DOCKER_HOST is not set, and the lab needs Linux (this is ${process.platform})` };
  if (!existsSync('/bin/bash')) return { reason: 'DOCKER_HOST is not set, and the lab needs bash' };
  return startLab();
}

/** Why the engine of DOCKER_HOST does not answer, or null. */
async function unreachable(): Promise<string | null> {
  try {
    await new Docker({ timeout: 10_000 }).ping();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Starts or reuses the lab; its progress goes to our stderr, its environment comes back as `export NAME=value` lines. */
function startLab(): Promise<EngineChoice> {
  return new Promise((resolve) => {
    const child = execFile('/bin/bash', [lab, 'up'], (error, stdout, stderr) => {
      if (!error) resolve({ environment: exported(stdout) });
      else resolve({ reason: `DOCKER_HOST is not set, and the lab did not start: ${lastLine(stderr)}` });
    });
    child.stderr?.pipe(process.stderr);
  });
}

/** The lab's further variables if it is the lab that DOCKER_HOST names, so that its compose and buildx are found. */
function labEnvironment(dockerHost: string): Promise<Record<string, string>> {
  return new Promise((resolve) => {
    execFile('/bin/bash', [lab, 'env'], (error, stdout) => {
      const environment = error ? {} : exported(stdout);
      resolve(environment.DOCKER_HOST === dockerHost ? environment : {});
    });
  });
}

function exported(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .at(-1)
      ?.replace(/^lab: /, '') || 'it gave no reason'
  );
}
