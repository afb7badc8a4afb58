import type { Sign } from '../engine/probe.js';
import type { Project } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import { parseDuration, parseSize } from '../spec/units.js';

/** What is verified. */
export interface Subject {
  spec: Spec;
  project: Project | null;
  /** What shows that the application is up; null for what serves no port. */
  sign: Sign | null;
}

/** The health criterion says how to tell that the application is up; without it, a port that is listened on must do. */
export function subjectOf(spec: Spec, project: Project | null): Subject {
  const { health } = spec.criteria;
  const sign =
    spec.app.port === null ? null : health && 'path' in health ? { path: health.path } : ({ tcp: true } as const);
  return { spec, project, sign };
}

export const defaultColdStartMs = 10_000;
export const defaultStopMs = 10_000;

export function coldStartLimitMs(spec: Spec): number {
  return parseDuration(spec.criteria['cold-start']?.max ?? '') ?? defaultColdStartMs;
}

export function stopLimitMs(spec: Spec): number {
  return parseDuration(spec.criteria['graceful-shutdown']?.within ?? '') ?? defaultStopMs;
}

export function resourcesOf(spec: Spec): { memoryBytes?: number; cpus: number; shmBytes?: number } {
  const { memory, cpus, shm } = spec.resources;
  return { memoryBytes: parseSize(memory) ?? undefined, cpus, shmBytes: parseSize(shm) ?? undefined };
}
