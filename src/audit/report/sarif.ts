import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Severity } from '../finding.js';
import type { RuleInfo } from '../rule-info.js';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  style: 'note',
};

/** What a SARIF log is made of beside the findings. */
export interface SarifSubject {
  version: string;
  /** Every rule that can have fired. */
  rules: readonly RuleInfo[];
  /** Of each finding, in order. */
  fingerprints: readonly string[];
  /** What findings without a file are about: an image's name. */
  artifact: string;
  /** What could not be looked at. */
  warnings?: readonly string[];
}

/** A SARIF 2.1.0 log (docs.oasis-open.org/sarif/sarif/v2.1.0) of one run, as code scanning services take it. */
export function toSarif(
  findings: readonly Finding[],
  { version, rules, fingerprints, artifact, warnings = [] }: SarifSubject,
): Log {
  const fired = [...new Set(findings.map(({ rule }) => rule))];
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const first = new Map(findings.map((finding) => [finding.rule, finding]).reverse() as [string, Finding][]);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Dockwright',
            version,
            rules: fired.map((id) => descriptor(first.get(id) as Finding, infos.get(id))),
          },
        },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: warnings.map((text) => ({ level: 'warning', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) =>
          result(finding, fired.indexOf(finding.rule), fingerprints[index] as string, artifact),
        ),
      },
    ],
  };
}

function descriptor(
  { rule, title, principle, aliases, severity }: Finding,
  info: RuleInfo | undefined,
): ReportingDescriptor {
  const why = info?.why ?? title;
  const also = aliases.length ? `\n\nThe same check elsewhere: ${aliases.join(', ')}.` : '';
  return {
    id: rule,
    name: rule.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: `${why}${also}\n\nPrinciple: ${principle}.`,
      markdown: `${why}${also}\n\nPrinciple: \`${principle}\`.`,
    },
    defaultConfiguration: { level: levels[info?.severity ?? severity] },
    properties: { tags: [info?.kind ?? 'dockerfile', principle], aliases: [...aliases], precision: 'high' },
  };
}

function result(finding: Finding, ruleIndex: number, fingerprint: string, artifact: string): Result {
  const { rule, severity, message, file, line, column, endLine, endColumn, layer, path, fix } = finding;
  const uri = toUri(file ?? artifact);
  const region = {
    startLine: line ?? 1,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
  const inImage = [path, layer].filter(Boolean).join(' in ');
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region },
        ...(inImage ? { logicalLocations: [{ fullyQualifiedName: inImage }] } : {}),
      },
    ],
    partialFingerprints: { 'dockwright/v1': fingerprint },
    ...(fix?.edits.length
      ? {
          fixes: [
            {
              description: { text: fix.description },
              artifactChanges: [
                {
                  artifactLocation: { uri },
                  replacements: fix.edits.map(({ start, end, text }) => ({
                    deletedRegion: { charOffset: start, charLength: end - start },
                    insertedContent: { text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  };
}

/** A relative path, or an image's name, as a URI reference. A lone surrogate, which no URI can hold, is replaced. */
function toUri(name: string): string {
  const relative = name.toWellFormed().replaceAll('\\', '/').replace(/^\/+/, '');
  return relative.split('/').map(encodeURIComponent).join('/') || '.';
}
