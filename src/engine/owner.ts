import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

/** The process that started something on an engine, written on it as a label so that a later process can tell whether it still lives. */
export interface Owner {
  host: string;
  pid: number;
  /** When the process started, in whatever form the platform has it; '' where it has none. Tells a reused pid apart. */
  start: string;
}

const run = promisify(execFile);

/** A process of another machine, or of another container that shares the engine's socket, cannot be judged from here. */
export function thisHost(): string {
  let namespace = '';
  try {
    namespace = readlinkSync('/proc/self/ns/pid').replace(/[^0-9]/g, '');
  } catch {
    // no Linux, no process namespaces
  }
  return namespace ? `${hostname()}#${namespace}` : hostname();
}

export async function thisOwner(): Promise<Owner> {
  return { host: thisHost(), pid: process.pid, start: await startOf(process.pid) };
}

export function formatOwner({ host, pid, start }: Owner): string {
  return JSON.stringify([host, pid, start]);
}

export function parseOwner(label: string | undefined): Owner | null {
  try {
    const parsed: unknown = JSON.parse(label ?? '');
    if (!Array.isArray(parsed)) return null;
    const [host, pid, start] = parsed as unknown[];
    return typeof host === 'string' && Number.isInteger(pid) && typeof start === 'string'
      ? { host, pid: pid as number, start }
      : null;
  } catch {
    return null;
  }
}

/** Whether the owner is known to be gone: only a process of this host can be. */
export async function isGone(owner: Owner): Promise<boolean> {
  if (owner.host !== thisHost()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  if (!owner.start) return false;
  const start = await startOf(owner.pid);
  return start !== '' && start !== owner.start;
}

async function startOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return startOnLinux(pid);
  if (process.platform === 'win32') return '';
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env: { ...process.env, LC_ALL: 'C' } });
    return stdout.trim();
  } catch {
    return '';
  }
}

/** Field 22 of /proc/PID/stat, clock ticks since boot, beside the boot's id; the name before it may hold spaces and brackets. */
function startOnLinux(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
    return `${boot}:${ticks}`;
  } catch {
    return '';
  }
}
