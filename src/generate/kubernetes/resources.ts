import type { Spec } from '../../spec/schema.js';
import { parseSize } from '../../spec/units.js';
import type { Measured } from '../measured.js';

const step = 32e6;
const leastMemory = 64e6;

/** Limits as the image was proven with; requests by what it was measured to use, coarse so that a new proof seldom changes them. */
export function resourcesOf(
  { resources, runtime }: Spec,
  { memoryBytes }: Measured,
): { requests: Record<string, string>; limits: Record<string, string | number> } {
  const limit = parseSize(resources.memory) ?? 512e6;
  const cpu = Math.max(1, Math.round(resources.cpus * 1000));
  return {
    requests: {
      cpu: milli(Math.min(cpu, Math.max(50, Math.round(cpu / 4)))),
      memory: kubernetesSize(memoryBytes === undefined ? limit : Math.min(limit, withRoom(memoryBytes))),
    },
    limits: {
      cpu: milli(cpu),
      memory: kubernetesSize(limit),
      ...(runtime.accelerator === 'cuda' ? { 'nvidia.com/gpu': 1 } : {}),
    },
  };
}

/** Half as much again as was in use after the first requests. */
function withRoom(bytes: number): number {
  return Math.max(leastMemory, Math.ceil((bytes * 1.5) / step) * step);
}

function milli(cpu: number): string {
  return cpu % 1000 === 0 ? String(cpu / 1000) : `${cpu}m`;
}

/** Bytes as Kubernetes writes them; whole megabytes and gigabytes of the Spec keep their number. */
export function kubernetesSize(bytes: number): string {
  const whole = Math.max(1, Math.round(bytes));
  if (whole % 1e9 === 0) return `${whole / 1e9}G`;
  return whole % 1e6 === 0 ? `${whole / 1e6}M` : String(whole);
}
