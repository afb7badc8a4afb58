import type { Finding } from '../../../src/audit/finding.js';

/** A text with all fixes made, the last first, so that offsets hold. */
export function mend(text: string, findings: Finding[]): string {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => b.start - a.start);
  return edits.reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}
