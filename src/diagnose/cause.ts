import type { ContainerEvidence } from './evidence/container-evidence.js';

/** Ids of the contract; each has a file of its own in causes/. */
export const causeIds = [
  'out-of-memory',
  'port-in-use',
  'port-not-published',
  'port-mismatch',
  'bound-to-loopback',
  'missing-environment-variable',
  'missing-module',
  'missing-file',
  'command-not-found',
  'not-executable',
  'wrong-line-endings',
  'wrong-architecture',
  'permission-denied',
  'read-only-filesystem',
  'disk-full',
  'name-not-resolved',
  'connection-refused',
  'certificate-error',
  'health-check-failing',
  'health-check-tool-missing',
  'restart-loop',
  'completed-normally',
  'application-error',
  'killed-by-signal',
  'ignores-sigterm',
  'zombie-processes',
  'image-not-found',
  'mount-source-missing',
  'file-descriptor-limit',
  'process-limit',
  'cpu-throttled',
  'clock-or-timezone',
  'gpu-not-available',
  'shared-memory-exhausted',
] as const;

export type CauseId = (typeof causeIds)[number];

/** A piece of evidence as the user sees it. */
export interface Evidence {
  /** `engine`, `logs`, `stats`, `events`, `probe`, `image`, `neighbours`. */
  source: string;
  /** One line. What a container said is quoted. */
  text: string;
}

export interface Remedy {
  description: string;
  /** Ready to run, with this container's own names and numbers. */
  command?: string;
}

/** What a cause makes of the evidence. */
export interface Weighed {
  /** 1 certain, 0.8 to 0.95 strong, 0.5 likely, below 0.2 not worth telling. */
  confidence: number;
  evidence: Evidence[];
  remedies: Remedy[];
}

/**
 * A cause of trouble, in a file of its own: the evidence that it needs, how strong each piece is, and what mends it. It speaks from
 * the evidence alone and never guesses: without evidence it returns null.
 */
export interface Cause {
  id: CauseId;
  title: string;
  /** Id of a principle in prompts/principles. */
  principle: string;
  /** Causes that this one explains away when both are found: a restart loop is the consequence of the crash behind it. */
  explains?: readonly CauseId[];
  weigh(evidence: ContainerEvidence): Weighed | null;
}

/** Keeps a cause's type while it is written. */
export function defineCause(cause: Cause): Cause {
  return cause;
}
