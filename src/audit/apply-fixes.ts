import type { Edit, Finding } from './finding.js';

export interface FixedText {
  text: string;
  /** Findings whose fix was made, in order. */
  applied: Finding[];
}

/** How often a file is looked at again for fixes that were in each other's way. */
const mostPasses = 10;

/**
 * Makes every fix that does not touch another one, looks again, and so on until none is left.
 * @param lint the findings of a text
 */
export function applyFixes(text: string, lint: (text: string) => Finding[]): FixedText {
  let current = text;
  const applied: Finding[] = [];
  for (let pass = 0; pass < mostPasses; pass++) {
    const { edits, findings } = choose(lint(current));
    const next = applyEdits(current, edits);
    if (next === current) break;
    applied.push(...findings);
    current = next;
  }
  return { text: current, applied };
}

/** Fixes in the order of the file, all of one's edits or none. */
function choose(findings: Finding[]): { edits: Edit[]; findings: Finding[] } {
  const chosen: Edit[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const edits = finding.fix?.edits ?? [];
    if (edits.length === 0 || edits.some((edit) => chosen.some((other) => touch(edit, other)))) continue;
    chosen.push(...edits);
    fixed.push(finding);
  }
  return { edits: chosen, findings: fixed };
}

function touch(a: Edit, b: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Replaces stretches of a text; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}
