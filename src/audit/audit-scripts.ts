import { currentSurroundings } from '../engine/docker-config.js';
import { parseDockerfile } from './dockerfile/model/parse-dockerfile.js';
import { findShellCheck, runShellCheck } from './dockerfile/shellcheck.js';
import type { Finding } from './finding.js';
import type { AuditSettings } from './settings/audit-settings.js';

/**
 * What ShellCheck says of a Dockerfile's scripts, where it is installed.
 * @returns a warning where it is installed and could not look at all of them
 */
export async function auditScripts(
  text: string,
  { disableIgnoreComments, severities, ignore, profile }: AuditSettings,
  signal: AbortSignal,
): Promise<{ findings: Finding[]; warnings: string[] }> {
  const program = profile === 'cis' ? null : await findShellCheck(currentSurroundings());
  if (program === null) return { findings: [], warnings: [] };
  const settings = { disableIgnoreComments, severities: Object.fromEntries(severities) };
  const { findings, problem } = await runShellCheck(parseDockerfile(text), program, settings, signal);
  return {
    findings: findings.filter(({ rule }) => !ignore.has(rule)),
    warnings: problem === null ? [] : [`ShellCheck: not measured: ${problem}`],
  };
}
