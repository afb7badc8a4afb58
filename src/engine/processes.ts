import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { execInContainer } from './exec.js';

/** A running process of a container, its user as the container sees it. */
export interface ContainerProcess {
  pid: number;
  uid: number;
  command: string;
}

export interface ProcessList {
  processes: ContainerProcess[];
  /** How they were seen, for the evidence. */
  source: 'engine' | 'proc';
  /** Set where not the application itself could be looked at, but a stand-in with the same user. */
  instead?: string;
}

/**
 * The processes of a running container. The engine's own list is used where its numbers are the container's; where user ids
 * are mapped, or the engine's ps knows no numeric user, /proc is read inside the container.
 * @returns null when the container has ended
 */
export async function listProcesses(engine: Engine, id: string, signal: AbortSignal): Promise<ProcessList | null> {
  if (!engine.mapsUsers && !engine.podman) {
    try {
      const top = await engine.docker.getContainer(id).top({ ps_args: '-eo pid,uid,args' });
      const processes = parseTop(top.Titles ?? [], top.Processes ?? []);
      if (processes.length > 0) return { processes, source: 'engine' };
    } catch (error) {
      if (/not running/i.test(String((error as Error).message))) return null;
      // a busybox ps has no such columns: look inside instead
    }
  }
  return readProc(engine, id, signal);
}

/** Rows of `docker top` with a PID and a numeric UID column. */
export function parseTop(titles: string[], rows: string[][]): ContainerProcess[] {
  const column = (name: string) => titles.findIndex((title) => title.toUpperCase() === name);
  const [pid, uid, command] = [column('PID'), column('UID'), titles.length - 1];
  if (pid < 0 || uid < 0) return [];
  return rows
    .map((row) => ({ pid: Number(row[pid]), uid: Number(row[uid]), command: row[command] ?? '' }))
    .filter((process) => Number.isInteger(process.uid));
}

/** Reads the real and effective user of every process; leaves out itself. */
const script = `
import json, os
out = []
for pid in os.listdir('/proc'):
    if not pid.isdigit() or int(pid) == os.getpid(): continue
    try:
        status = open('/proc/' + pid + '/status').read()
        command = open('/proc/' + pid + '/cmdline').read().replace('\\0', ' ').strip()
    except OSError: continue
    uids = [line for line in status.splitlines() if line.startswith('Uid:')][0].split()
    out.append({'pid': int(pid), 'uid': min(int(uids[1]), int(uids[2])), 'command': command})
print(json.dumps(out))
`;

async function readProc(engine: Engine, id: string, signal: AbortSignal): Promise<ProcessList | null> {
  try {
    const { exitCode, stdout } = await execInContainer(engine, id, ['python3', '-c', script], signal);
    if (exitCode !== 0) return null;
    return { processes: JSON.parse(stdout) as ContainerProcess[], source: 'proc' };
  } catch (error) {
    if (/not running/i.test(String((error as Error).message))) return null;
    throw engineFault(error, engine.endpoint);
  }
}
