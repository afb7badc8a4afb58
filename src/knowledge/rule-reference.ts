import type { RuleInfo } from '../audit/rule-info.js';

/** A rule with what its page shows beside the facts. */
export interface DocumentedRule {
  info: RuleInfo;
  /** Language of the examples' code block. */
  language: string;
  bad: string | null;
  good: string | null;
}

const kinds: Record<RuleInfo['kind'], string> = {
  dockerfile: 'Dockerfiles',
  compose: 'Compose files',
  image: 'images',
  secret: 'secrets',
  vulnerability: 'vulnerabilities',
};

/** The page of a rule, docs/rules/ID.md. */
export function rulePage({ info, language, bad, good }: DocumentedRule): string {
  const { id, title, why, severity, profile, aliases, principle, kind, cis } = info;
  const profiles = [profile === 'strict' ? '`strict` only' : '`default`, `strict`', ...(cis ? ['`cis`'] : [])].join(
    ', ',
  );
  const example = (heading: string, text: string | null) =>
    text === null ? [] : ['', `## ${heading}`, '', `\`\`\`${language}`, text.trimEnd(), '```'];
  return [
    `# ${id}`,
    '',
    `${title}.`,
    '',
    why,
    '',
    '| | |',
    '|---|---|',
    `| for | ${kinds[kind]} |`,
    `| severity | ${severity} |`,
    `| profiles | ${profiles} |`,
    `| principle | [${principle}](../../prompts/principles/${principle}.md) |`,
    `| the same check elsewhere | ${aliases.map((alias) => `\`${alias}\``).join(', ') || 'none'} |`,
    ...example('Bad', bad),
    ...example('Good', good),
    '',
    '## Leave it out',
    '',
    ...(kind === 'dockerfile' || kind === 'compose'
      ? [`For one place: a comment \`# dockwright ignore=${id}\` above it. For a project, in dockwright.yaml:`]
      : ['In dockwright.yaml:']),
    '',
    '```yaml',
    'audit:',
    `  ignore: [${id}]`,
    '```',
    '',
  ].join('\n');
}

/** The list of all rules, docs/rules/README.md. */
export function ruleIndex(rules: readonly DocumentedRule[]): string {
  const groups = [...new Set(rules.map(({ info }) => info.kind))];
  return [
    '# Rules of the audit',
    '',
    'Made from the rules themselves by `npm run docs`. A rule marked `strict` speaks only with `--profile strict`, or when',
    'dockwright.yaml gives it a severity. [Which checks of other tools are covered](coverage.md).',
    ...groups.flatMap((kind) => [
      '',
      `## For ${kinds[kind]}`,
      '',
      '| rule | severity | what it wants | elsewhere |',
      '|---|---|---|---|',
      ...rules
        .filter(({ info }) => info.kind === kind)
        .sort((a, b) => (a.info.id < b.info.id ? -1 : 1))
        .map(
          ({ info }) =>
            `| [${info.id}](${info.id}.md) | ${info.severity}${info.profile === 'strict' ? ', strict' : ''} | ${cell(info.title)} | ${info.aliases.map((alias) => cell(`\`${alias}\``)).join(', ')} |`,
        ),
    ]),
    '',
  ].join('\n');
}

/** Checks of another tool by its name for them, and what they are about. */
export type PeerRules = Record<string, Record<string, { kind: string; checks: string[] }>>;

/** Which checks of other tools have a rule here, and why the others have none; docs/rules/coverage.md. @param reasons by the other tool's id */
export function coverage(
  rules: readonly RuleInfo[],
  peers: PeerRules,
  reasons: Readonly<Record<string, string>>,
): string {
  const byAlias = new Map<string, string[]>();
  for (const { id, aliases } of rules)
    for (const alias of aliases) byAlias.set(alias, [...(byAlias.get(alias) ?? []), id]);
  const sections = Object.entries(peers).map(([peer, checks]) => {
    const names = Object.keys(checks).sort();
    const covered = names.filter((name) => byAlias.has(name));
    return {
      peer,
      line: `| ${peer} | ${covered.length} | ${names.length} |`,
      rows: names.map((name) => {
        const ours = byAlias
          .get(name)
          ?.map((id) => `[${id}](${id}.md)`)
          .join(', ');
        return `| ${cell(`\`${name}\``)} | ${ours ?? `not covered: ${reasons[name] ?? 'no reason is given yet'}`} |`;
      }),
    };
  });
  return [
    '# Checks of other tools',
    '',
    'Made by `npm run docs` from the aliases of the rules. Where tools disagree on what a check means, the rule follows the stricter',
    'reading that a user can act on; its page says which.',
    '',
    '| tool | covered | of |',
    '|---|---|---|',
    ...sections.map(({ line }) => line),
    ...sections.flatMap(({ peer, rows }) => ['', `## ${peer}`, '', '| check | rule |', '|---|---|', ...rows]),
    '',
  ].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
