import type { Desk } from './desk.js';

/** What was found where an exercise asks for something. */
export interface Sight {
  met: boolean;
  /** On one line; words of containers and files are quoted in it, made harmless. */
  seen: string;
  /** What to do where it is not met. */
  next?: string;
}

/** An exercise of a lesson, verified by looking; its text stands in the lesson's page under the same id. */
export interface Exercise {
  id: string;
  /** What must be so, as the end of «expected: ». */
  expected: string;
  look(desk: Desk): Promise<Sight>;
}

export function met(seen: string): Sight {
  return { met: true, seen };
}

export function missing(seen: string, next: string): Sight {
  return { met: false, seen, next };
}

/** Met where everything holds that is named; else what does not. */
export function allOf(holds: Readonly<Record<string, boolean>>, seen: string, next: string): Sight {
  const lacking = Object.entries(holds).flatMap(([what, is]) => (is ? [] : [what]));
  return lacking.length === 0 ? met(seen) : missing(`${seen}; missing: ${lacking.join(', ')}`, next);
}
