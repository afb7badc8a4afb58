const longestVector = 400;

/** A base score by a CVSS vector of version 2, 3.0, 3.1 or 4.0; null for one that is incomplete or none. */
export type ScoreVector = (vector: string) => number | null;

/** The calculator is large for what it does, so that it is loaded where something is to be scored. */
export async function loadScorer(): Promise<ScoreVector> {
  const { fromVector } = (await import('ae-cvss-calculator')).default;
  return (vector) => {
    if (vector.length > longestVector) return null;
    const parsed = fromVector(vector.trim());
    if (!parsed?.isBaseFullyDefined()) return null;
    const { base } = parsed.calculateScores() as { base?: number };
    return typeof base === 'number' && base >= 0 && base <= 10 ? base : null;
  };
}
