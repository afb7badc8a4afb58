import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audit } from '../audit/audit.js';
import type { Instruction, Stage } from '../audit/dockerfile/model/instruction.js';
import type { Desk } from './desk.js';

/** The Dockerfile in the learner's folder; null where there is none. */
export async function readDockerfile(
  desk: Desk,
): Promise<{ instructions: readonly Instruction[]; stages: readonly Stage[] } | null> {
  const text = await readFile(join(desk.folder, 'Dockerfile'), 'utf8').catch(() => null);
  if (text === null) return null;
  const { parseDockerfile } = await import('../audit/dockerfile/model/parse-dockerfile.js');
  return parseDockerfile(text);
}

/** What the audit says of a file or folder, by the settings that lie there. @throws Fault where there is nothing to audit */
export async function auditOf(desk: Desk, path: string): Promise<Audit> {
  const [{ audit }, { allRules }, { readAuditSettings }, { resolveTarget }] = await Promise.all([
    import('../audit/audit.js'),
    import('../audit/all-rules.js'),
    import('../audit/settings/read-settings.js'),
    import('../audit/targets.js'),
  ]);
  const settings = await readAuditSettings(desk.folder, {}, allRules());
  return audit(await resolveTarget(path, path), { settings }, desk.activity);
}

/** Errors and warnings, a few of them in words. */
export function seriousFindings({ findings }: Audit): { count: number; shown: string } {
  const serious = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const some = serious.slice(0, 4).map(({ rule, line }) => `${rule}${line === undefined ? '' : ` in line ${line}`}`);
  const more = serious.length > some.length ? ` and ${serious.length - some.length} more` : '';
  return { count: serious.length, shown: serious.length === 0 ? 'no error, no warning' : some.join(', ') + more };
}
