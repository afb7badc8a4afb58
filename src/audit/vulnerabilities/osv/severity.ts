import type { ScoreVector } from '../cvss.js';
import { levelOfScore, levelOfWord } from '../level.js';
import { type Level, levels } from '../vulnerability.js';
import type { OsvAffected, OsvRecord } from './record.js';

export interface Severity {
  level: Level;
  score: number | null;
}

export const unscored: Severity = { level: 'unknown', score: null };

/**
 * How bad a record says it is. First what the distribution itself calls unimportant: it knows how it built the package, and a
 * score does not. Then scores, the highest of versions 3 and 4 (version 2 where there is no other), then words.
 */
export function severityOf(record: OsvRecord, affected: readonly OsvAffected[], score: ScoreVector): Severity {
  const stated = [...affected.flatMap(({ severity }) => severity ?? []), ...(record.severity ?? [])];
  const words = [
    ...stated.flatMap((one) => (one.type.startsWith('CVSS') ? [] : [one.score])),
    ...affected.map(({ ecosystem_specific }) => ecosystem_specific?.urgency),
    ...affected.map(({ ecosystem_specific }) => ecosystem_specific?.severity),
    ...affected.map(({ database_specific }) => database_specific?.severity),
    record.database_specific?.severity,
  ];
  if (words.some((word) => word === 'unimportant' || word === 'negligible')) return { level: 'low', score: null };
  const best = highest(stated, ['CVSS_V3', 'CVSS_V4'], score) ?? highest(stated, ['CVSS_V2'], score);
  if (best !== null && best > 0) return { level: levelOfScore(best), score: best };
  const level = words.map(levelOfWord).find((one) => one !== 'unknown');
  return level ? { level, score: null } : unscored;
}

/** `score` is a vector; some sources write the number itself. */
function highest(
  stated: readonly { type: string; score: string }[],
  types: readonly string[],
  score: ScoreVector,
): number | null {
  const scores = stated.flatMap((one) => {
    if (!types.includes(one.type)) return [];
    const value = /^\d+(?:\.\d+)?$/.test(one.score) ? Number(one.score) : score(one.score);
    return value === null || value > 10 ? [] : [value];
  });
  return scores.length > 0 ? Math.max(...scores) : null;
}

export function worst(severities: readonly Severity[]): Severity {
  const rank = ({ level, score }: Severity) => levels.indexOf(level) * 100 - (score ?? 0);
  return severities.reduce((one, other) => (rank(other) < rank(one) ? other : one), unscored);
}
