import type { CauseId } from '../../../src/diagnose/cause.js';
import type { Verdict } from '../../../src/diagnose/diagnosis.js';
import type { Scene } from './scene.js';

/** A fault that is provoked for real on an engine, and what diagnosing must make of it. */
export interface ProvokedFault {
  /** Unique, kebab-case: `python-import-error`. */
  id: string;
  title: string;
  /** What runs in the container; null where it does not matter. */
  language: Language | null;
  /** Must be the first of the causes. */
  cause: CauseId;
  /** Further independent faults, which must be found too (0.5 or more). */
  also?: readonly CauseId[];
  /** Consequences that may be listed after it; everything else above 0.5 is a false cause. */
  tolerated?: readonly CauseId[];
  /** `faulty` unless said otherwise: a weakness of a container that is otherwise well is told, and leaves it healthy. */
  verdict?: Verdict;
  /** Why it cannot be had on Podman: there it is left out, and counted. */
  notOnPodman?: string;
  /** Runs with the quick subset too: needs only what `lab up` brings, and comes about within a few seconds. */
  quick?: boolean;
  /**
   * Provokes it and resolves when the condition has been reached, with the name of the container to diagnose. Whatever it makes on the
   * engine is made through the scene, or carries `scene.labels`, and goes with it.
   */
  start(scene: Scene): Promise<string>;
}

/** A container that nothing is wrong with, however it looks. */
export interface SoundContainer {
  id: string;
  title: string;
  language: Language | null;
  notOnPodman?: string;
  quick?: boolean;
  start(scene: Scene): Promise<string>;
}

export type Language = 'python' | 'node' | 'go' | 'java' | 'ruby' | 'php' | 'dotnet' | 'rust' | 'c' | 'shell';

/** Keeps the types while faults are written; each file `<cause-id>.faults.ts` exports its list as `faults`. */
export function defineFaults(...faults: ProvokedFault[]): readonly ProvokedFault[] {
  return faults;
}

/** Each file `<idea>.sound.ts` exports its list as `sound`. */
export function defineSound(...containers: SoundContainer[]): readonly SoundContainer[] {
  return containers;
}
