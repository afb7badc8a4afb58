import { readdir, readFile, readlink, stat, statfs } from 'node:fs/promises';
import { type HostListener, listByLsof } from './lsof.js';
import { parseSockets, type Socket } from './proc-net.js';

const mostProcesses = 5_000;

/** Who holds these ports of this machine, from /proc or, where there is none, by lsof. Null where neither tells. */
export async function findPortHolders(ports: readonly number[], signal: AbortSignal): Promise<HostListener[] | null> {
  if (ports.length === 0) return [];
  if (process.platform !== 'linux') return listByLsof(ports, signal);
  const tables = await Promise.all(
    (['tcp', 'tcp6', 'udp', 'udp6'] as const).map(async (name) => {
      const text = await readFile(`/proc/net/${name}`, 'utf8').catch(() => null);
      return text === null ? null : parseSockets(text, name);
    }),
  );
  if (tables[0] === null) return null;
  const held = tables.flatMap((table) => table ?? []).filter(({ port }) => ports.includes(port));
  const owners = await findOwners(new Set(held.map(({ inode }) => inode)), signal);
  return Promise.all(held.map((socket) => listenerOf(socket, owners.get(socket.inode) ?? null)));
}

async function listenerOf({ port, protocol, address }: Socket, pid: number | null): Promise<HostListener> {
  const command = pid === null ? null : await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return {
    port,
    protocol: protocol.startsWith('udp') ? 'udp' : 'tcp',
    address,
    pid,
    command: command === null ? null : command.replaceAll('\0', ' ').trim().slice(0, 2_000),
  };
}

/** Processes by the inode of a socket that they hold, as far as we may see. */
async function findOwners(inodes: ReadonlySet<string>, signal: AbortSignal): Promise<Map<string, number>> {
  const owners = new Map<string, number>();
  if (inodes.size === 0) return owners;
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of processes.slice(0, mostProcesses)) {
    signal.throwIfAborted();
    if (owners.size === inodes.size) break;
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(() => '')));
    for (const target of targets) {
      const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
      if (inode && inodes.has(inode) && !owners.has(inode)) owners.set(inode, Number(pid));
    }
  }
  return owners;
}

/** Free space where a path lies; null where it cannot be seen from here. */
export async function readDisk(path: string): Promise<{ path: string; freeBytes: number; totalBytes: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Whether nothing lies at a path; null where it may not be seen. */
export async function isMissing(path: string): Promise<boolean | null> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? true : null;
  }
}
