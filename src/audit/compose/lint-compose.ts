import { aliasList } from '../dockerfile/rule.js';
import type { RuleSettings } from '../dockerfile/rule-settings.js';
import type { Finding, Fix, Span } from '../finding.js';
import { ignoredBy } from './ignore-comments.js';
import { type ComposeFile, parseCompose } from './model/parse-compose.js';
import type { ComposeRule } from './rule.js';

/**
 * Runs rules over a Compose file's text. Findings are in the order of the file.
 * @param path of the file, which tells what it is for (`compose.dev.yaml`)
 * @throws Fault for what is no YAML, no Compose file, or beyond the bounds
 */
export function lintCompose(
  text: string,
  rules: readonly ComposeRule[],
  settings: RuleSettings,
  path?: string,
): Finding[] {
  const compose = parseCompose(text, path ?? null);
  const ignored = settings.disableIgnoreComments ? () => false : ignoredBy(compose);
  const findings: (Finding & { start: number })[] = [];
  for (const rule of rules) {
    const seen = new Set<string>();
    rule.check(
      compose,
      (where, message, fix) => {
        const finding = toFinding(compose, rule, where, message, fix, settings);
        // one that several services inherit stands in one place
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
  { lines }: ComposeFile,
  rule: ComposeRule,
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
