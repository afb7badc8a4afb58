import type { Distribution, ImagePackage } from '../../packages/package.js';
import { loadScorer, type ScoreVector } from '../cvss.js';
import type { Vulnerability } from '../vulnerability.js';
import { askOsv, type OsvMatch } from './ask.js';
import { fetchRecords } from './fetch-records.js';
import { fixedVersion } from './fixed-version.js';
import { type Merged, mergeNames } from './merge-names.js';
import { type OsvQuery, osvQueries } from './queries.js';
import type { OsvAffected, OsvRecord } from './record.js';
import type { RecordCache } from './record-cache.js';
import type { OsvAccess } from './request.js';
import { type Severity, severityOf, unscored, worst } from './severity.js';

export interface OsvComparison {
  items: Vulnerability[];
  asked: number;
  notCompared: number;
  /** What was not compared and why, for people. */
  reason?: string;
}

/** A record among the names of one question. */
interface Match {
  id: string;
  aliases: string[];
  upstream: string[];
  record: OsvRecord | null;
}

const mostOrigins = 20;

/** Asks OSV about packages. @throws OsvFailure */
export async function compareWithOsv(
  packages: readonly ImagePackage[],
  distribution: Distribution | null,
  access: OsvAccess,
  cache: RecordCache,
  report: (message: string, done?: number, total?: number) => void,
): Promise<OsvComparison> {
  const { queries, left } = osvQueries(packages, distribution);
  report('vulnerabilities: asking osv.dev', 0, queries.length);
  const { matches, refused } = await askOsv(access, queries);
  const ids = new Map(matches.map(({ id, modified }) => [id, modified]));
  const records = await fetchRecords(access, cache, ids, (done, total) =>
    report('vulnerabilities: reading records', done, total),
  );
  const score = await loadScorer();
  const origins = await fetchRecords(access, cache, originsOf(matches, records, score), () => {});
  const items = [...groupByQuery(matches)].flatMap(([query, found]) => itemsOf(query, found, records, origins, score));
  for (const { about } of refused) addTo(left, 'packages with names that osv.dev refuses', about.length);
  const notCompared = [...left.values()].reduce((sum, count) => sum + count, 0);
  const reason = [...left].map(([what, count]) => `${count} ${what}`).join('; ');
  return { items, asked: queries.length, notCompared, ...(reason ? { reason: `not compared: ${reason}` } : {}) };
}

function addTo(counts: Map<string, number>, key: string, more: number): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** Distributions' records often have no score where the CVE that they are about has. */
function originsOf(
  matches: readonly OsvMatch[],
  records: ReadonlyMap<string, OsvRecord>,
  score: ScoreVector,
): Map<string, null> {
  const origins = new Map<string, null>();
  for (const { query, id } of matches) {
    const record = records.get(id);
    if (!record || record.withdrawn) continue;
    if (severityOf(record, affectedBy(record, query), score).level !== 'unknown') continue;
    for (const origin of originIds(record)) origins.set(origin, null);
  }
  return origins;
}

function originIds({ id, upstream, aliases, related }: OsvRecord): string[] {
  const named = [...(upstream ?? []), ...(aliases ?? []), ...(upstream?.length ? [] : (related ?? []))];
  return [...new Set(named)].filter((name) => name.startsWith('CVE-') && name !== id).slice(0, mostOrigins);
}

function groupByQuery(matches: readonly OsvMatch[]): Map<OsvQuery, Set<string>> {
  const groups = new Map<OsvQuery, Set<string>>();
  for (const { query, id } of matches) groups.set(query, (groups.get(query) ?? new Set()).add(id));
  return groups;
}

function itemsOf(
  query: OsvQuery,
  ids: ReadonlySet<string>,
  records: ReadonlyMap<string, OsvRecord>,
  origins: ReadonlyMap<string, OsvRecord>,
  score: ScoreVector,
): Vulnerability[] {
  const matches = [...ids].flatMap((id): Match[] => {
    const record = records.get(id) ?? null;
    if (record?.withdrawn) return [];
    return [{ id, aliases: record?.aliases ?? [], upstream: record?.upstream ?? [], record }];
  });
  return mergeNames(matches).flatMap((merged) => {
    const { severity, fixed } = judge(query, merged, origins, score);
    return query.about.map(
      (one): Vulnerability => ({
        id: merged.id,
        aliases: merged.aliases,
        severity: severity.level,
        score: severity.score,
        package: one.name,
        version: one.version,
        ecosystem: one.type,
        purl: one.purl,
        fixedVersion: fixed,
        layer: one.layer,
        path: one.path,
      }),
    );
  });
}

/** A record that could not be had counts, with a severity that nobody knows. */
function judge(
  query: OsvQuery,
  { records }: Merged<Match>,
  origins: ReadonlyMap<string, OsvRecord>,
  score: ScoreVector,
): { severity: Severity; fixed: string | null } {
  const known = records.flatMap(({ record }) => record ?? []);
  const own = worst(known.map((record) => severityOf(record, affectedBy(record, query), score)));
  const further = known.flatMap(originIds).flatMap((id) => origins.get(id) ?? []);
  const severity =
    own.level === 'unknown'
      ? worst(further.map((record) => (record.withdrawn ? unscored : severityOf(record, [], score))))
      : own;
  const fixed = known.map((record) => fixedVersion(affectedBy(record, query), query.version)).find(Boolean) ?? null;
  return { severity, fixed };
}

/** Records cover many releases; those of the one that was asked about, under any of a release's names. */
function affectedBy({ affected }: OsvRecord, { package: { name, ecosystem } }: OsvQuery): OsvAffected[] {
  const named = (affected ?? []).filter((one) => one.package?.name.toLowerCase() === name.toLowerCase());
  const exact = named.filter((one) => one.package?.ecosystem === ecosystem);
  return exact.length > 0 ? exact : named.filter((one) => one.package?.ecosystem.split(':')[0] === ecosystem);
}
