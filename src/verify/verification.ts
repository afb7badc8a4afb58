import type { GeneratedFile } from '../generate/files.js';
import type { Project } from '../project/project.js';
import type { CriterionId, Spec } from '../spec/schema.js';

export interface VerifyRequest {
  /** Absolute path of the project's folder. */
  root: string;
  spec: Spec;
  project: Project | null;
  dockerfile: {
    source: 'disk' | 'generated';
    /** Relative to root, forward slashes. */
    path: string;
    content: string;
  };
  /** Where .dockerignore or compose.yaml are not on disk, these are used. */
  generatedFiles?: GeneratedFile[];
  /** Verify this image instead of building one. */
  image?: string;
  /** Measured beside those that the Spec sets; they are shown and do not count. */
  criteria?: CriterionId[];
  /** Files that the build may mount as secrets, by id; nothing else of the user's reaches it. */
  secrets?: Record<string, string>;
  /** Leave a container running in the end, as it was measured. */
  keep?: boolean;
}

export type CriterionStatus = 'pass' | 'fail' | 'not-measured';

export interface CriterionResult {
  id: CriterionId;
  title: string;
  /** As a person reads it: `at most 200 MB`; null where there is none. */
  limit: string | null;
  /** A number in `unit`, a string otherwise, null when not measured. */
  measured: number | string | null;
  unit?: 'bytes' | 'ms';
  status: CriterionStatus;
  /** The Spec sets it, so that the verdict counts it. */
  required: boolean;
  evidence: string;
}

export type Verdict = 'pass' | 'fail' | 'incomplete';

/** Milliseconds; what was not measured has no entry. */
export interface Timings {
  totalMs: number;
  buildMs?: number;
  coldStartMs?: number;
  shutdownMs?: number;
  rebuildMs?: number;
}

export interface Verification {
  image: {
    reference: string;
    /** Digest of the image's configuration, `sha256:...`. */
    id: string;
    sizeBytes: number;
  } | null;
  /** `Dockerfile`, `generated`, or `none` where an image was given. */
  dockerfile: string;
  criteria: CriterionResult[];
  verdict: Verdict;
  timings: Timings;
  /** What the build did, where there was one. */
  build?: { steps: number; cachedSteps: number; layers: number | null };
  /** Where the build failed: the failing line, the error and the end of the log. */
  buildLog?: string;
  /** Id of the container that was kept. */
  container?: string;
  /** How the application was run, where it was: without capabilities or new privileges always, with a writable root where it needs one. */
  run?: { readOnlyRoot: boolean; cameUp: boolean };
  /** Memory in use when the application had answered its first requests. */
  memoryBytes?: number;
  warnings: string[];
  /** Where the proof was kept. */
  proof?: string;
}
