import type { Engine } from './connect.js';
import { withDeadline } from './deadline.js';
import { getJson } from './get-json.js';

/** Bytes that an engine's objects take, and what removing the unused ones would free. */
export interface DiskUsage {
  images: Usage;
  containers: Usage;
  volumes: Usage;
  buildCache: Usage;
}

export interface Usage {
  bytes: number;
  reclaimableBytes: number;
}

/**
 * What the engine's objects take (`docker system df`). An engine walks all volumes and layers for it, so it is given a time.
 * @throws what the client threw, or an Error after `patienceMs`
 */
export async function readDiskUsage(engine: Engine, patienceMs: number, signal: AbortSignal): Promise<DiskUsage> {
  const answer = await withDeadline(patienceMs, signal, (inTime) => getJson(engine, '/system/df', inTime));
  if (typeof answer !== 'object' || answer === null) throw new Error('an answer that is none');
  return readUsage(answer as Record<string, unknown>);
}

interface Counted {
  Size?: number;
  SizeRw?: number;
  SharedSize?: number;
  Containers?: number;
  State?: string;
  InUse?: boolean;
  Shared?: boolean;
  UsageData?: { Size?: number; RefCount?: number } | null;
}

/** API 1.52 (Docker 29) gives sums; before, and from Podman, there are lists to add up. */
export function readUsage(answer: Record<string, unknown>): DiskUsage {
  const { LayersSize } = answer as { LayersSize?: number };
  const listed = (name: string) => (Array.isArray(answer[name]) ? (answer[name] as Counted[]) : []);
  const images = listed('Images');
  const used = sum(images, ({ Size = 0, SharedSize = 0, Containers = 0 }) =>
    Containers > 0 ? Size - Math.max(0, SharedSize) : 0,
  );
  const imageBytes = LayersSize ?? sum(images, ({ Size = 0 }) => Size);
  return {
    images: summed(answer.ImageUsage) ?? { bytes: imageBytes, reclaimableBytes: Math.max(0, imageBytes - used) },
    containers:
      summed(answer.ContainerUsage) ??
      added(
        listed('Containers'),
        ({ SizeRw = 0 }) => SizeRw,
        ({ State }) => State !== 'running' && State !== 'paused' && State !== 'restarting',
      ),
    volumes:
      summed(answer.VolumeUsage) ??
      added(
        listed('Volumes'),
        ({ UsageData }) => Math.max(0, UsageData?.Size ?? 0),
        ({ UsageData }) => UsageData?.RefCount === 0,
      ),
    buildCache:
      summed(answer.BuildCacheUsage) ??
      added(
        listed('BuildCache').filter(({ Shared }) => !Shared),
        ({ Size = 0 }) => Size,
        ({ InUse }) => !InUse,
      ),
  };
}

function summed(value: unknown): Usage | null {
  const { TotalSize, Reclaimable } = (value ?? {}) as { TotalSize?: unknown; Reclaimable?: unknown };
  // a sum of zero is left out of the answer
  if (typeof value !== 'object' || value === null) return null;
  return { bytes: Number(TotalSize ?? 0), reclaimableBytes: Number(Reclaimable ?? 0) };
}

function added(items: Counted[], bytes: (item: Counted) => number, unused: (item: Counted) => boolean): Usage {
  return { bytes: sum(items, bytes), reclaimableBytes: sum(items.filter(unused), bytes) };
}

function sum(items: Counted[], bytes: (item: Counted) => number): number {
  return items.reduce((total, item) => total + bytes(item), 0);
}
