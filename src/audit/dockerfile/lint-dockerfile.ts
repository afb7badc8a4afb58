import { Fault } from '../../fault.js';
import type { Finding } from '../finding.js';
import { runRules } from '../run-rules.js';
import { isBuildKitCheck } from './check-options.js';
import { checkDirective, ignoredBy } from './ignore-comments.js';
import { findStage, parseDockerfile } from './model/parse-dockerfile.js';
import type { Stage } from './model/stages.js';
import type { DockerfileRule } from './rule.js';
import type { RuleSettings } from './rule-settings.js';

/**
 * Runs rules over a Dockerfile's text. Findings are in the order of the file.
 * @param target the build stage to judge, by its name or number @throws Fault `invalid-input` where there is no such stage
 */
export function lintDockerfile(
  text: string,
  rules: readonly DockerfileRule[],
  settings: RuleSettings,
  target?: string,
): Finding[] {
  const dockerfile = parseDockerfile(text, target === undefined ? {} : { target });
  if (target !== undefined && !findStage(dockerfile.stages, target)) throw noStage(target, dockerfile.stages);
  const ignored = settings.disableIgnoreComments ? () => false : ignoredBy(dockerfile);
  const findings = runRules(dockerfile, rules, settings, ignored);
  // `# check=error=true`: BuildKit fails the build on what it would only warn of
  if (!checkDirective(dockerfile)?.error) return findings;
  return findings.map((finding) =>
    !(finding.rule in settings.severities) && isBuildKitCheck(finding) ? { ...finding, severity: 'error' } : finding,
  );
}

/** To judge another stage than the one that was asked for would be a pass that nobody measured. */
function noStage(wanted: string, stages: readonly Stage[]): Fault {
  const names = stages.map(({ name, index }) => name ?? String(index)).slice(0, 20);
  return new Fault(
    'invalid-input',
    `There is no build stage ${wanted.slice(0, 128)}.`,
    names.length > 0 ? `Name one of: ${names.join(', ')}.` : 'The file has no FROM, and so no stage.',
  );
}
