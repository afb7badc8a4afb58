import { maskLogins, maskTokens } from '../secrets/mask.js';
import { maskSource } from '../secrets/mask-source.js';
import { type Aliases, aliasList, type Report } from './dockerfile/rule.js';
import type { RuleSettings } from './dockerfile/rule-settings.js';
import type { Finding, Fix, Severity, Span } from './finding.js';

/** A rule for any kind of text, as far as running it is concerned. */
interface TextRule<Parsed> {
  id: string;
  severity: Severity;
  aliases: Aliases;
  principle: string;
  title: string;
  check(parsed: Parsed, report: Report, settings: RuleSettings): void;
}

interface Places {
  lines: { position(offset: number): { line: number; column: number } };
}

/**
 * Runs rules over a parsed text. Findings are in the order of the text; the same one reported twice stands once.
 * @param ignored what the text's own comments silence
 */
export function runRules<Parsed extends Places>(
  parsed: Parsed,
  rules: readonly TextRule<Parsed>[],
  settings: RuleSettings,
  ignored: (finding: Finding) => boolean,
): Finding[] {
  const findings: { start: number; finding: Finding }[] = [];
  for (const rule of rules) {
    const seen = new Set<string>();
    const report: Report = (where, message, fix) => {
      const finding = toFinding(parsed, rule, where, message, fix, settings);
      const key = `${where.start} ${where.end} ${message}`;
      if (seen.has(key) || ignored(finding)) return;
      seen.add(key);
      findings.push({ start: where.start, finding });
    };
    rule.check(parsed, report, settings);
  }
  return findings
    .sort((a, b) => a.start - b.start || (a.finding.rule < b.finding.rule ? -1 : 1))
    .map(({ finding }) => finding);
}

function toFinding(
  { lines }: Places,
  rule: Pick<TextRule<never>, 'id' | 'severity' | 'aliases' | 'principle' | 'title'>,
  where: Span,
  message: string,
  fix: Fix | undefined,
  { severities }: RuleSettings,
): Finding {
  const from = lines.position(where.start);
  const to = lines.position(Math.max(where.start, where.end - 1));
  return {
    rule: rule.id,
    aliases: aliasList(rule),
    severity: severities[rule.id] ?? rule.severity,
    title: rule.title,
    // a rule may quote what is written, a URL with its password included
    message: maskLogins(maskTokens(message)),
    principle: rule.principle,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column + 1,
    ...(fix && !showsSecret(fix) ? { fix } : {}),
  };
}

/** A fix is printed with its finding; one that would write a secret again is left to a person. */
function showsSecret({ edits }: Fix): boolean {
  return edits.some(({ text }) => maskSource(text) !== text);
}
