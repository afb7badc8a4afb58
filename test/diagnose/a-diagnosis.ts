import type { CauseId } from '../../src/diagnose/cause.js';
import type { Diagnosis, FoundCause } from '../../src/diagnose/diagnosis.js';

/** A diagnosis of a healthy container that runs, changed where a test says so. */
export function aDiagnosis(
  changes: Partial<Omit<Diagnosis, 'container'>> & { container?: Partial<Diagnosis['container']> } = {},
): Diagnosis {
  const { container, ...others } = changes;
  return {
    causes: [],
    logs: { lines: 10, truncated: false },
    verdict: 'healthy',
    next: [],
    notMeasured: [],
    ...others,
    container: {
      id: 'a'.repeat(64),
      name: 'web',
      image: 'shop:1.0.0',
      status: 'running',
      exitCode: null,
      oomKilled: false,
      restartCount: 0,
      startedAt: '2026-01-31T08:00:00.000Z',
      ...container,
    },
  };
}

export function aCause(id: CauseId, confidence = 0.9, text = `evidence of ${id}`): FoundCause {
  return {
    id,
    title: `The title of ${id}`,
    confidence,
    principle: 'measured',
    evidence: [{ source: 'logs', text }],
    remedies: [{ description: `mend ${id}`, command: `mend ${id} now` }],
  };
}
