import type { Activity } from '../activity.js';
import type { Engine } from '../engine/connect.js';
import type { Run } from '../engine/run.js';
import type { RunEnvironment } from './environment.js';
import type { Subject } from './subject.js';
import type { VerifyRequest } from './verification.js';

/** What measuring works with: an engine, an image on it, and what the image must be. */
export interface Bench {
  engine: Engine;
  run: Run;
  request: VerifyRequest;
  subject: Subject;
  /** The image that runs, by a name or id that the engine knows. */
  image: string;
  activity: Activity;
  /** What every container of the application is given, and the private network where its services are. */
  surroundings: RunSurroundings;
  warnings: string[];
}

export interface RunSurroundings extends RunEnvironment {
  network?: string;
  /** Names of the services that were started for it. */
  companions: string[];
}
