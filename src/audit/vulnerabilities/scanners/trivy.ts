import * as z from 'zod';
import { levelOfScore, levelOfWord } from '../level.js';
import type { Vulnerability } from '../vulnerability.js';
import { isScore, typeOfPurl } from './report-fields.js';
import type { Scanner } from './scanner.js';

const vulnerability = z.object({
  VulnerabilityID: z.string().min(1),
  VendorIDs: z.array(z.string()).nullish(),
  PkgName: z.string(),
  PkgPath: z.string().nullish(),
  PkgIdentifier: z.object({ PURL: z.string().nullish() }).nullish(),
  InstalledVersion: z.string(),
  FixedVersion: z.string().nullish(),
  Layer: z.object({ DiffID: z.string().nullish() }).nullish(),
  SeveritySource: z.string().nullish(),
  Severity: z.string().nullish(),
  CVSS: z
    .record(
      z.string(),
      z.object({ V2Score: z.number().nullish(), V3Score: z.number().nullish(), V40Score: z.number().nullish() }),
    )
    .nullish(),
});

const reportSchema = z.object({
  SchemaVersion: z.number(),
  ArtifactName: z.string().nullish(),
  Results: z
    .array(
      z.object({
        Target: z.string().nullish(),
        Type: z.string().nullish(),
        Vulnerabilities: z.array(vulnerability).nullish(),
      }),
    )
    .nullish(),
});

type Found = z.infer<typeof vulnerability>;

/** https://trivy.dev: reports of schema version 2. */
export const trivy: Scanner = {
  name: 'trivy',
  program: 'trivy',
  call(target, offline) {
    const flags = ['image', '--format', 'json', '--quiet', '--scanners', 'vuln'];
    if (offline) flags.push('--offline-scan', '--skip-db-update', '--skip-java-db-update');
    // without it, an image that the engine lacks is looked for in registries
    const what = target.kind === 'engine' ? ['--image-src', 'docker', target.reference] : ['--input', target.path];
    return { arguments: [...flags, ...what], env: { TRIVY_NO_PROGRESS: 'true' } };
  },
  parse(report) {
    const { Results } = reportSchema.parse(JSON.parse(report));
    return (Results ?? []).flatMap(({ Type, Vulnerabilities }) =>
      (Vulnerabilities ?? []).map((found) => itemOf(found, Type ?? '')),
    );
  },
};

function itemOf(found: Found, type: string): Vulnerability {
  const purl = found.PkgIdentifier?.PURL ?? null;
  const score = scoreOf(found);
  const level = levelOfWord(found.Severity);
  return {
    id: found.VulnerabilityID,
    aliases: found.VendorIDs ?? [],
    severity: level === 'unknown' && score !== null ? levelOfScore(score) : level,
    score,
    package: found.PkgName,
    version: found.InstalledVersion,
    ecosystem: typeOfPurl(purl) ?? type,
    purl,
    fixedVersion: found.FixedVersion || null,
    layer: found.Layer?.DiffID || null,
    path: found.PkgPath ? `/${found.PkgPath.replace(/^\/+/, '')}` : null,
  };
}

/** Of the source that the severity is from, else NVD's, else whatever there is. */
function scoreOf({ CVSS, SeveritySource }: Found): number | null {
  const sources = CVSS ?? {};
  const order = [SeveritySource ?? '', 'nvd', 'ghsa', ...Object.keys(sources)];
  for (const name of order) {
    const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
    const score = source?.V3Score || source?.V40Score || source?.V2Score;
    if (isScore(score)) return score;
  }
  return null;
}
