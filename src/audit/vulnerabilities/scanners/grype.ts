import * as z from 'zod';
import { levelOfScore, levelOfWord } from '../level.js';
import type { Vulnerability } from '../vulnerability.js';
import { isScore, typeOfPurl } from './report-fields.js';
import type { Scanner } from './scanner.js';

const cvss = z
  .array(z.object({ version: z.string().nullish(), metrics: z.object({ baseScore: z.number().nullish() }).nullish() }))
  .nullish();

const matchSchema = z.object({
  vulnerability: z.object({
    id: z.string().min(1),
    severity: z.string().nullish(),
    fix: z.object({ versions: z.array(z.string()).nullish(), state: z.string().nullish() }).nullish(),
    cvss,
  }),
  relatedVulnerabilities: z.array(z.object({ id: z.string(), cvss })).nullish(),
  artifact: z.object({
    name: z.string(),
    version: z.string(),
    type: z.string().nullish(),
    purl: z.string().nullish(),
    locations: z.array(z.object({ path: z.string().nullish(), layerID: z.string().nullish() })).nullish(),
  }),
});

const reportSchema = z.object({ matches: z.array(matchSchema).nullable() });

type Match = z.infer<typeof matchSchema>;

/** https://github.com/anchore/grype: its own JSON. */
export const grype: Scanner = {
  name: 'grype',
  program: 'grype',
  call(target, offline) {
    const source = {
      engine: () => `docker:${target.kind === 'engine' ? target.reference : ''}`,
      // it tells the two kinds of archive apart itself
      archive: () => (target.kind === 'archive' ? target.path : ''),
      layout: () => `oci-dir:${target.kind === 'layout' ? target.path : ''}`,
    }[target.kind]();
    const env: Record<string, string> = { GRYPE_CHECK_FOR_APP_UPDATE: 'false' };
    if (offline) Object.assign(env, { GRYPE_DB_AUTO_UPDATE: 'false', GRYPE_DB_VALIDATE_AGE: 'false' });
    return { arguments: ['--output', 'json', '--quiet', source], env };
  },
  parse: (report) => (reportSchema.parse(JSON.parse(report)).matches ?? []).map(itemOf),
};

function itemOf({ vulnerability, relatedVulnerabilities, artifact }: Match): Vulnerability {
  const related = relatedVulnerabilities ?? [];
  const names = [vulnerability.id, ...related.map(({ id }) => id)];
  const id = names.find((name) => name.startsWith('CVE-')) ?? vulnerability.id;
  const score = scoreOf([vulnerability, ...related]);
  const level = levelOfWord(vulnerability.severity);
  const place = artifact.locations?.[0];
  return {
    id,
    aliases: [...new Set(names)].filter((name) => name !== id),
    severity: level === 'unknown' && score !== null ? levelOfScore(score) : level,
    score,
    package: artifact.name,
    version: artifact.version,
    ecosystem: typeOfPurl(artifact.purl) ?? artifact.type ?? '',
    purl: artifact.purl || null,
    fixedVersion: vulnerability.fix?.state === 'fixed' ? (vulnerability.fix.versions?.[0] ?? null) : null,
    layer: place?.layerID || null,
    path: place?.path || null,
  };
}

/** Its own scores before those of what it is related to; the newest version of CVSS before older ones. */
function scoreOf(sources: readonly { cvss?: z.infer<typeof cvss> }[]): number | null {
  for (const source of sources) {
    const scores = (source.cvss ?? []).toSorted((one, other) => ((one.version ?? '') < (other.version ?? '') ? 1 : -1));
    const score = scores.map(({ metrics }) => metrics?.baseScore).find(isScore);
    if (score) return score;
  }
  return null;
}
