import type { Spec } from '../spec/schema.js';
import { parseSize } from '../spec/units.js';

/** What the environment must have. */
export interface Needs {
  /** A Spec's numbers are what counts; those for AI workloads are advice. */
  from: 'spec' | 'ai';
  name: string;
  memoryBytes: number;
  cpus: number;
  swapBytes: number;
  diskBytes: number;
  shmBytes: number;
  gpu: boolean;
  /** Repository in a registry that the image goes to. */
  repository: string | null;
  scanner: boolean;
  services: string[];
}

const giga = 1e9;
/** Half of the system's memory is enough above this. */
export const mostMemoryBytes = 16 * giga;

/** Enough to build and run services with models, and to train small ones. */
export const aiNeeds: Needs = {
  from: 'ai',
  name: 'AI workloads',
  memoryBytes: 8 * giga,
  cpus: 4,
  swapBytes: 2 * giga,
  diskBytes: 20 * giga,
  shmBytes: 8 * giga,
  gpu: false,
  repository: null,
  scanner: false,
  services: [],
};

export function needsOfSpec({ app, resources, runtime, criteria, registry, services }: Spec): Needs {
  const imageBytes = parseSize(criteria['image-size']?.max ?? '0') ?? 0;
  const gpu = runtime.accelerator === 'cuda';
  return {
    from: 'spec',
    name: app.name,
    memoryBytes: parseSize(resources.memory) ?? 0,
    cpus: resources.cpus,
    swapBytes: 0,
    // the image, the stage that it is built in, and the cache of both
    diskBytes: Math.max(3 * imageBytes, gpu ? aiNeeds.diskBytes : giga),
    shmBytes: parseSize(resources.shm) ?? 0,
    gpu,
    repository: registry?.repository ?? null,
    scanner: criteria.vulnerabilities !== undefined,
    services: services.map(({ name }) => name),
  };
}
