import type { EngineFacts, Facts } from './facts.js';

export type CheckStatus = 'ok' | 'warn' | 'fail' | 'not-measured';

export interface Assessment {
  status: CheckStatus;
  /** What is there; of what was not measured, why. */
  value: string;
  recommended?: string | undefined;
  /** The exact setting or command for this platform, a line each. */
  remedy?: string | undefined;
}

export interface CheckResult extends Assessment {
  id: string;
  title: string;
}

/** One question about the environment. */
export interface Check {
  id: string;
  title: string;
  /** Null where the question does not arise here. */
  assess(facts: Facts): Assessment | null;
}

/** A check that only an engine can answer. */
export function engineCheck(
  id: string,
  title: string,
  assess: (engine: EngineFacts, facts: Facts) => Assessment | null,
): Check {
  return {
    id,
    title,
    assess: (facts) => (facts.engine ? assess(facts.engine, facts) : notMeasured('no engine answers')),
  };
}

export function ok(value: string, more: Pick<Assessment, 'recommended' | 'remedy'> = {}): Assessment {
  return { status: 'ok', value, ...more };
}

export function notMeasured(why: string, more: Pick<Assessment, 'recommended' | 'remedy'> = {}): Assessment {
  return { status: 'not-measured', value: why, ...more };
}

export function warn(value: string, recommended: string, remedy: string): Assessment {
  return { status: 'warn', value, recommended, remedy };
}

export function fail(value: string, recommended: string, remedy: string): Assessment {
  return { status: 'fail', value, recommended, remedy };
}

/** Less than a Spec asks for is a failure, less than AI workloads want is a warning. */
export function tooLittle({ needs }: Facts, value: string, recommended: string, remedy: string): Assessment {
  return needs.from === 'spec' ? fail(value, recommended, remedy) : warn(value, recommended, remedy);
}
