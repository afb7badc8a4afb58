import { type Finding, type Severity, severities } from '../finding.js';
import type { RuleInfo } from '../rule-info.js';
import { bySeverity } from '../summary.js';
import { byBadness, type Level, type Vulnerability } from './vulnerability.js';

export const vulnerablePackage: RuleInfo = {
  id: 'vulnerable-package',
  kind: 'vulnerability',
  aliases: ['scout/no-fixable-critical-high', 'CIS-4.4'],
  severity: 'error',
  profile: 'default',
  cis: true,
  principle: 'patched-packages',
  title: 'Packages have no known vulnerabilities',
  why:
    'What is known to the public is known to those who try it. The severity is that of the worst vulnerability by its CVSS base ' +
    'score: critical and high are errors, medium a warning, low is for information; one that nobody has scored is a warning, ' +
    'since it may turn out to be anything.',
};

const severityOf: Record<Level, Severity> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'info',
  unknown: 'warning',
};

/** One finding for each package and layer, about the worst of its vulnerabilities. */
export function vulnerablePackages(items: readonly Vulnerability[]): Finding[] {
  const groups = new Map<string, Vulnerability[]>();
  for (const item of items) {
    const key = [item.layer, item.ecosystem, item.package, item.version, item.path].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return bySeverity([...groups.values()].map((group) => findingOf(group.toSorted(byConcern))));
}

function findingOf(group: readonly Vulnerability[]): Finding {
  const worst = group[0] as Vulnerability;
  const score = worst.score === null ? '' : ` ${worst.score.toFixed(1)}`;
  const more = group.length > 1 ? ` and ${group.length - 1} more` : '';
  const { id, principle, title } = vulnerablePackage;
  return {
    rule: id,
    aliases: [...vulnerablePackage.aliases],
    severity: severityOf[worst.severity],
    title,
    message: `${worst.package} ${worst.version} has ${worst.id} (${worst.severity}${score})${more}: ${remedyOf(group)}`,
    principle,
    ...(worst.layer ? { layer: worst.layer } : {}),
    ...(worst.path ? { path: worst.path } : {}),
  };
}

function remedyOf(group: readonly Vulnerability[]): string {
  const worst = group[0] as Vulnerability;
  const open = group.filter(({ fixedVersion }) => fixedVersion === null).length;
  if (worst.fixedVersion === null) return 'there is no fixed version yet; remove the package if it is not needed';
  const rest = open > 0 ? ` (${open} of them without a fix yet)` : '';
  return `fixed in ${worst.fixedVersion}${rest}; update it, or rebuild on a newer base image`;
}

/** What nobody has scored is of more concern than what is known to be low. */
function byConcern(one: Vulnerability, other: Vulnerability): number {
  const rank = ({ severity }: Vulnerability) => severities.indexOf(severityOf[severity]);
  return rank(one) - rank(other) || byBadness(one, other);
}
