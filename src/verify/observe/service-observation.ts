import type { ContainerLogs, ContainerState } from '../../engine/container.js';
import type { Answer, Readiness } from '../../engine/probe.js';
import type { SmokeRequest } from '../../spec/schema.js';
import type { InsideObservation } from './look-inside.js';

/** What one hardened run of the application showed, from start to stop. */
export interface ServiceObservation extends InsideObservation {
  /** `service` answers on a port, `worker` runs on without one, `job` runs to its end. */
  kind: 'service' | 'worker' | 'job';
  readiness: Readiness;
  /** Milliseconds that the engine needed to start it, part of the readiness. */
  engineMs: number;
  /** It ended by itself before it was ready, or, being a job, as it should. */
  ended: ContainerState | null;
  health: Answer[];
  /** How it was reached. */
  reached: string;
  smoke: { request: SmokeRequest; answer: Answer }[];
  logs: ContainerLogs;
  stop: { milliseconds: number; state: ContainerState } | null;
  /** False when it came up only with a writable root. */
  readOnlyRoot: boolean;
}
