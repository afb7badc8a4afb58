import { type Finding, type Severity, severities } from './finding.js';
import type { AuditSettings } from './settings/audit-settings.js';

export type Summary = Record<Severity, number>;

/** How many findings of each severity there are. */
export function summarize(findings: readonly Finding[]): Summary {
  const summary: Summary = { error: 0, warning: 0, info: 0, style: 0 };
  for (const { severity } of findings) summary[severity] += 1;
  return summary;
}

/** Whether a severity is at or above the one that makes an answer bad. */
export function reaches(severity: Severity, failOn: Severity | 'none'): boolean {
  return failOn !== 'none' && severities.indexOf(severity) <= severities.indexOf(failOn);
}

/** The same with the severities that the settings give their rules. */
export function bySettings(findings: readonly Finding[], settings: Pick<AuditSettings, 'severities'>): Finding[] {
  return findings.map((finding) => ({
    ...finding,
    severity: settings.severities.get(finding.rule) ?? finding.severity,
  }));
}

/** The worst first; within a severity the order stays. */
export function bySeverity<Item extends { severity: Severity }>(findings: readonly Item[]): Item[] {
  return severities.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}
