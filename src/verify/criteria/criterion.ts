import type { Criteria, CriterionId } from '../../spec/schema.js';
import type { Facts, ObservationName } from '../facts.js';
import type { CriterionResult } from '../verification.js';

/** What a criterion says about the facts; what it does not say about the Spec is added by whoever asks it. */
export type Judgement = Pick<CriterionResult, 'measured' | 'unit' | 'status' | 'evidence'>;

/** One measurable claim about an image. It judges facts that were gathered elsewhere, and touches nothing itself. */
export interface Criterion {
  id: CriterionId;
  title: string;
  /** Id of the principle that it holds the image to (prompts/principles). */
  principle: string;
  /** What must have been observed. */
  needs: readonly ObservationName[];
  /** The limit as a person reads it; null where the Spec sets none. */
  limit(criteria: Criteria): string | null;
  judge(facts: Facts): Judgement;
}

export function pass(measured: number | string, evidence: string, unit?: 'bytes' | 'ms'): Judgement {
  return { measured, status: 'pass', evidence, ...(unit ? { unit } : {}) };
}

export function fail(measured: number | string | null, evidence: string, unit?: 'bytes' | 'ms'): Judgement {
  return { measured, status: 'fail', evidence, ...(unit ? { unit } : {}) };
}

export function notMeasured(reason: string): Judgement {
  return { measured: null, status: 'not-measured', evidence: reason };
}
