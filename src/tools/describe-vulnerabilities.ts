import type { AuditAnswer } from './audit-schema.js';

/** An image's known vulnerabilities in a line, and what of them was not measured. */
export function describeVulnerabilities(known: AuditAnswer['vulnerabilities']): string {
  const title = 'known vulnerabilities';
  if (!known || known.status === 'not-scanned')
    return `${title}  not measured: ${known?.reason ?? 'nothing was scanned'}`;
  const { critical, high, medium, low, unknown, scanner, notCompared, reason } = known;
  const rest = notCompared ? `; ${notCompared} packages could not be compared` : '';
  return `${title}  ${critical} critical, ${high} high, ${medium} medium, ${low} low, ${unknown} unknown (${scanner})${rest}${reason ? `; ${reason}` : ''}`;
}

/** What a reader of findings alone must know: what could not be looked at. */
export function unmeasured({ warnings, vulnerabilities }: AuditAnswer): string[] {
  return vulnerabilities?.status === 'not-scanned' ? [...warnings, describeVulnerabilities(vulnerabilities)] : warnings;
}
