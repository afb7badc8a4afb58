import type { CauseId, Evidence, Remedy } from './cause.js';
import type { ContainerStatus, NotMeasured } from './evidence/container-evidence.js';

export type Verdict = 'healthy' | 'faulty' | 'unknown';

/** A cause that the evidence speaks for. */
export interface FoundCause {
  id: CauseId;
  title: string;
  /** 0 to 1. */
  confidence: number;
  /** Id of a principle. */
  principle: string;
  evidence: readonly Evidence[];
  remedies: readonly Remedy[];
}

/** What was found out about one container. */
export interface Diagnosis {
  container: {
    id: string;
    name: string;
    image: string;
    status: ContainerStatus;
    /** Of the last end; null while it has never ended. */
    exitCode: number | null;
    oomKilled: boolean;
    restartCount: number;
    health?: string;
    /** ISO 8601, by the engine's clock. */
    startedAt?: string;
    finishedAt?: string;
  };
  /** The most certain first; what explains others before them. */
  causes: readonly FoundCause[];
  /** How many lines of the log were read. */
  logs: { lines: number; truncated: boolean };
  verdict: Verdict;
  /** Where the verdict is `unknown`: what to look at next. */
  next: readonly Remedy[];
  notMeasured: readonly NotMeasured[];
}
