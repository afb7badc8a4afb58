import { readFile } from 'node:fs/promises';
import { hostname, release } from 'node:os';
import type { Engine } from './connect.js';
import { askEngine } from './engine-stream.js';
import { getJson } from './get-json.js';

/** `docker info`, as far as a container's trouble can come from it. */
export interface EngineInfo {
  cgroupVersion: string;
  runtimes: string[];
  rootFolder: string | null;
  /** How far its clock is ahead of ours, in milliseconds. */
  clockAheadMs: number | null;
  /** It runs on this machine, beside us: its host's files, ports and processes are what we see. */
  local: boolean;
}

export async function readEngineInfo(engine: Engine, signal: AbortSignal): Promise<EngineInfo> {
  const asked = Date.now();
  const info = (await askEngine(engine, () => getJson(engine, '/info', signal))) as Record<string, unknown>;
  const middle = (asked + Date.now()) / 2;
  const engineTime = Date.parse(String(info.SystemTime ?? ''));
  return {
    cgroupVersion: String(info.CgroupVersion ?? ''),
    runtimes: Object.keys((info.Runtimes as object | null) ?? {}),
    rootFolder: (info.DockerRootDir as string | undefined) || null,
    clockAheadMs: Number.isNaN(engineTime) ? null : Math.round(engineTime - middle),
    local: engine.endpoint.local && (await isBesideUs(info)),
  };
}

/** Behind a socket may be a virtual machine (Docker Desktop, Colima), the other end of a tunnel, or the host of the container that we run in. */
async function isBesideUs(info: Record<string, unknown>): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  // in WSL its machine shares our kernel, not our files
  if (info.KernelVersion !== release() || info.OperatingSystem === 'Docker Desktop') return false;
  if (info.Name === hostname()) return true;
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  return !/ \/ \/ .* - overlay /.test(mounts);
}
