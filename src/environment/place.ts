import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { currentSurroundings, type Surroundings } from '../engine/docker-config.js';

/** Where we run, injected so that every platform can be looked at from any. */
export interface Place {
  surroundings: Surroundings;
  /** Prefix of the system's own folders (/etc, /proc, /dev); empty for the real ones. */
  root: string;
  system: {
    memoryBytes: number;
    cpus: number;
    /** Of the kernel. */
    release: string;
    hostName: string;
    arch: string;
    userName: string;
    groups: number[];
  };
}

export function currentPlace(): Place {
  return {
    surroundings: currentSurroundings(),
    root: '',
    system: {
      memoryBytes: os.totalmem(),
      cpus: os.availableParallelism(),
      release: os.release(),
      hostName: os.hostname(),
      arch: os.arch(),
      userName: userName(),
      groups: process.getgroups?.() ?? [],
    },
  };
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // a user id without an entry in the user database, as in a container
    return '';
  }
}

const longestFile = 1_000_000;

/** A small file of the system, or null where it is not there or may not be read. */
export function readSystemFile({ root }: Place, path: string): Promise<string | null> {
  return readSmallFile(join(root, path));
}

export async function readSmallFile(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, 'utf8');
    return text.length > longestFile ? null : text;
  } catch {
    return null;
  }
}

export async function listSystemFolder({ root }: Place, path: string): Promise<string[]> {
  return readdir(join(root, path)).catch(() => []);
}
