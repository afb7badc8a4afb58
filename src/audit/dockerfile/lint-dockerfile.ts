import type { Finding } from '../finding.js';
import { runRules } from '../run-rules.js';
import { isBuildKitCheck } from './check-options.js';
import { checkDirective, ignoredBy } from './ignore-comments.js';
import { parseDockerfile } from './model/parse-dockerfile.js';
import type { DockerfileRule } from './rule.js';
import type { RuleSettings } from './rule-settings.js';

/** Runs rules over a Dockerfile's text. Findings are in the order of the file. */
export function lintDockerfile(
  text: string,
  rules: readonly DockerfileRule[],
  settings: RuleSettings,
  target?: string,
): Finding[] {
  const dockerfile = parseDockerfile(text, target === undefined ? {} : { target });
  const ignored = settings.disableIgnoreComments ? () => false : ignoredBy(dockerfile);
  const findings = runRules(dockerfile, rules, settings, ignored);
  // `# check=error=true`: BuildKit fails the build on what it would only warn of
  if (!checkDirective(dockerfile)?.error) return findings;
  return findings.map((finding) =>
    !(finding.rule in settings.severities) && isBuildKitCheck(finding) ? { ...finding, severity: 'error' } : finding,
  );
}
