import type { Audit } from '../../audit/audit.js';
import type { Vulnerabilities } from '../../audit/vulnerabilities/vulnerability.js';
import { vulnerablePackage } from '../../audit/vulnerabilities/vulnerable-package.js';
import type { Spec } from '../../spec/schema.js';
import { type Finding, ok, refusedUnless } from '../check.js';

const shown = 3;

/** The audit's errors; known vulnerabilities are judged beside them, by the Spec's limit. */
export function checkAudit({ findings, summary }: Audit, image: string, unproven: boolean): Finding {
  const errors = findings.filter(({ severity, rule }) => severity === 'error' && rule !== vulnerablePackage.id);
  if (errors.length === 0)
    return ok('audit', summary.warning === 1 ? 'no errors, 1 warning' : `no errors, ${summary.warning} warnings`);
  const list = errors.slice(0, shown).map(({ rule, message }) => `${rule}: ${message}`);
  const more = errors.length > shown ? `; and ${errors.length - shown} more` : '';
  return refusedUnless(
    unproven,
    'audit',
    `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: ${list.join('; ')}${more}`,
    `See and mend them: dockwright audit ${image}`,
  );
}

/** Critical vulnerabilities beyond what the Spec allows; 0 where it says nothing. That nobody looked is said. */
export function checkVulnerabilities(seen: Vulnerabilities | undefined, spec: Spec | null, unproven: boolean): Finding {
  const id = 'vulnerabilities';
  if (!seen || seen.status === 'not-scanned')
    return { id, status: 'not-measured', detail: seen?.reason ?? 'nothing could look for them' };
  const most = spec?.criteria.vulnerabilities?.critical ?? 0;
  const counts = `${seen.critical} critical, ${seen.high} high (${seen.scanner})`;
  if (seen.critical <= most) return ok(id, counts);
  const worst = seen.items.slice(0, shown).map(({ id: name, package: of }) => `${name} in ${of}`);
  return refusedUnless(
    unproven,
    id,
    `${counts}, at most ${most} critical allowed: ${worst.join(', ')}`,
    'Take a base image and packages that have the fixes (dockwright audit IMAGE lists them), build and prove it again.',
  );
}
