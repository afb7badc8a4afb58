import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from './connect.js';
import { askEngine } from './engine-stream.js';
import { getJson } from './get-json.js';

/** What a running container uses, from the control group that the engine reads. */
export interface ContainerStats {
  /** Without the page cache that the kernel would give back. */
  memoryBytes: number;
  /** Only control groups of version 1 tell it. */
  memoryPeakBytes: number | null;
  memoryLimitBytes: number;
  pids: number;
  pidsLimit: number | null;
  /** 1 is one processor. */
  cpus: number | null;
  throttledPeriods: number;
  periods: number;
}

/** What the engine's API calls a sample, as far as it is read here. */
interface Sample {
  read?: string;
  cpu_stats?: {
    cpu_usage?: { total_usage?: number };
    throttling_data?: { periods?: number; throttled_periods?: number };
  };
  precpu_stats?: Sample['cpu_stats'];
  preread?: string;
  memory_stats?: { usage?: number; max_usage?: number; limit?: number; stats?: Record<string, number> };
  pids_stats?: { current?: number; limit?: number };
}

const apart = 120;
/** Engines write 2^64 - 1 or less for no limit. */
const noLimit = 2 ** 53;

/** Two samples a moment apart, since processor time is only told as a sum. */
export async function readStats(engine: Engine, id: string, signal: AbortSignal): Promise<ContainerStats> {
  const sample = (query: string) =>
    askEngine(engine, () => getJson(engine, `/containers/${id}/stats?${query}`, signal)) as Promise<Sample>;
  // before 1.41 an engine takes two samples a second apart by itself
  if (!hasOneShot(engine.apiVersion)) {
    const both = await sample('stream=false');
    return statsOf(both, { read: both.preread, cpu_stats: both.precpu_stats });
  }
  const first = await sample('stream=false&one-shot=true');
  await delay(apart, undefined, { signal });
  return statsOf(await sample('stream=false&one-shot=true'), first);
}

function hasOneShot(apiVersion: string): boolean {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  return major > 1 || minor >= 41;
}

export function statsOf(sample: Sample, before: Sample): ContainerStats {
  const { memory_stats: memory = {}, pids_stats: pids = {}, cpu_stats: cpu = {} } = sample;
  const detail = memory.stats ?? {};
  const cache = detail.total_inactive_file ?? detail.inactive_file ?? 0;
  const usage = memory.usage ?? 0;
  return {
    memoryBytes: usage > cache ? usage - cache : usage,
    memoryPeakBytes: memory.max_usage ?? null,
    memoryLimitBytes: memory.limit ?? 0,
    pids: pids.current ?? 0,
    pidsLimit: pids.limit && pids.limit < noLimit ? pids.limit : null,
    cpus: cpusBetween(before, sample),
    throttledPeriods: cpu.throttling_data?.throttled_periods ?? 0,
    periods: cpu.throttling_data?.periods ?? 0,
  };
}

function cpusBetween(before: Sample, sample: Sample): number | null {
  const [from, to] = [before.cpu_stats?.cpu_usage?.total_usage, sample.cpu_stats?.cpu_usage?.total_usage];
  const elapsedMs = Date.parse(sample.read ?? '') - Date.parse(before.read ?? '');
  if (from === undefined || to === undefined || !(elapsedMs > 0) || to < from) return null;
  return (to - from) / 1e6 / elapsedMs;
}
