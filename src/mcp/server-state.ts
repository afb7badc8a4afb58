import { createLongAnswers, type LongAnswers } from '../tools/long-answers.js';
import { createLongWork, type LongWork } from '../tools/long-work.js';
import type { Outcome } from '../tools/tool.js';

/** What outlives a connection, or over HTTP a request: shared by all that one process serves. */
export interface ServerState {
  /** Work that a later call attaches to. */
  longWork: LongWork<Outcome<Record<string, unknown>>>;
  longAnswers: LongAnswers;
  /** What was shown and not yet agreed to, by tool and path; a `confirm: true` holds for that alone. */
  shown: Map<string, string>;
}

/** An empty one. */
export function createServerState(): ServerState {
  return { longWork: createLongWork(), longAnswers: createLongAnswers(), shown: new Map() };
}
