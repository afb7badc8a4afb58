import type { Finding, Fix, Span } from '../finding.js';
import { isBuildKitCheck } from './check-options.js';
import { checkDirective, ignoredBy } from './ignore-comments.js';
import { type Dockerfile, parseDockerfile } from './model/parse-dockerfile.js';
import { aliasList, type DockerfileRule } from './rule.js';
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
  // `# check=error=true`: BuildKit fails the build on what it would only warn of
  const failing = checkDirective(dockerfile)?.error ?? false;
  const findings: (Finding & { start: number })[] = [];
  for (const rule of rules) {
    const seen = new Set<string>();
    rule.check(
      dockerfile,
      (where, message, fix) => {
        const finding = toFinding(dockerfile, rule, where, message, fix, settings);
        if (failing && !(rule.id in settings.severities) && isBuildKitCheck(finding)) finding.severity = 'error';
        const key = `${where.start} ${where.end} ${message}`;
        if (seen.has(key) || ignored(finding)) return;
        seen.add(key);
        findings.push(finding);
      },
      settings,
    );
  }
  return findings
    .sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1))
    .map(({ start: _, ...finding }) => finding);
}

function toFinding(
  { lines }: Dockerfile,
  rule: DockerfileRule,
  where: Span,
  message: string,
  fix: Fix | undefined,
  { severities }: RuleSettings,
): Finding & { start: number } {
  const from = lines.position(where.start);
  const to = lines.position(Math.max(where.start, where.end - 1));
  return {
    rule: rule.id,
    aliases: aliasList(rule),
    severity: severities[rule.id] ?? rule.severity,
    title: rule.title,
    message,
    principle: rule.principle,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column + 1,
    ...(fix ? { fix } : {}),
    start: where.start,
  };
}
