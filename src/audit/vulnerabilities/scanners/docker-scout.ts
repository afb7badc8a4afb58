import * as z from 'zod';
import { levelOfScore, levelOfWord } from '../level.js';
import type { Vulnerability } from '../vulnerability.js';
import { isScore, splitPurl } from './report-fields.js';
import type { Scanner } from './scanner.js';

const ruleSchema = z.object({
  id: z.string().min(1),
  properties: z
    .object({
      cvssV3_severity: z.string().nullish(),
      'security-severity': z.coerce.string().nullish(),
      fixed_version: z.string().nullish(),
      purls: z.array(z.string()).nullish(),
    })
    .nullish(),
});

const reportSchema = z.object({
  runs: z
    .array(
      z.object({
        tool: z.object({ driver: z.object({ rules: z.array(ruleSchema).nullish() }) }),
        results: z.array(z.object({ ruleId: z.string(), message: z.object({ text: z.string().nullish() }) })).nullish(),
      }),
    )
    .min(1),
});

type Rule = z.infer<typeof ruleSchema>;

/** https://docs.docker.com/scout: `docker scout cves` as SARIF. It sends what it finds to Docker, so that it is nothing offline. */
export const dockerScout: Scanner = {
  name: 'docker scout',
  program: 'docker',
  call(target, offline) {
    if (offline) return null;
    const source =
      target.kind === 'engine'
        ? `local://${target.reference}`
        : `${target.kind === 'archive' ? 'archive' : 'oci-dir'}://${target.path}`;
    return { arguments: ['scout', 'cves', '--format', 'sarif', source], env: {} };
  },
  isAbsent: (message) =>
    /is not a docker command|unknown command|unknown shorthand flag|run 'docker --help'/i.test(message),
  parse(report) {
    const { runs } = reportSchema.parse(JSON.parse(report));
    return runs.flatMap(({ tool, results }) => {
      const rules = new Map((tool.driver.rules ?? []).map((rule) => [rule.id, rule]));
      return (results ?? []).flatMap(({ ruleId, message }) => itemsOf(ruleId, rules.get(ruleId), message.text ?? ''));
    });
  },
};

/** A result's own text says which of a rule's packages it is about, and what mends that one. */
function itemsOf(id: string, rule: Rule | undefined, text: string): Vulnerability[] {
  const properties = rule?.properties;
  const named = fieldOf(text, 'Package');
  const purls = named?.startsWith('pkg:') ? [named] : (properties?.purls ?? []);
  const score = Number(properties?.['security-severity']);
  const level = levelOfWord(properties?.cvssV3_severity);
  const fixed = fieldOf(text, 'Fixed version') ?? properties?.fixed_version ?? null;
  return purls.flatMap((purl): Vulnerability[] => {
    const parts = splitPurl(purl);
    if (!parts) return [];
    return [
      {
        id,
        aliases: [],
        severity: level === 'unknown' && isScore(score) ? levelOfScore(score) : level,
        score: isScore(score) ? score : null,
        package: parts.name,
        version: parts.version,
        ecosystem: parts.type,
        purl,
        fixedVersion: fixed && fixed !== 'not fixed' ? fixed : null,
        layer: null,
        path: null,
      },
    ];
  });
}

/** `  Fixed version  : 1.2.3`. */
function fieldOf(text: string, name: string): string | null {
  const line = text.split('\n').find((one) => one.trimStart().startsWith(name));
  const at = line?.indexOf(':') ?? -1;
  return line && at > 0 ? line.slice(at + 1).trim() || null : null;
}
