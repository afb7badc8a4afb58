import { describe, expect, test } from 'vitest';
import type { Cause, CauseId } from '../../src/diagnose/cause.js';
import { rankCauses } from '../../src/diagnose/rank.js';
import { anEvidence } from './an-evidence.js';

const cause = (id: CauseId, confidence: number | null, explains: CauseId[] = []): Cause => ({
  id,
  title: id,
  principle: 'measured',
  explains,
  weigh: () => (confidence === null ? null : { confidence, evidence: [], remedies: [] }),
});
const rank = (...causes: Cause[]) =>
  rankCauses(causes, anEvidence()).causes.map(({ id, confidence }) => [id, confidence]);

describe('causes are ranked', () => {
  test('by confidence, those without evidence left out', () => {
    expect(rank(cause('disk-full', 0.6), cause('missing-file', null), cause('missing-module', 0.9))).toEqual([
      ['missing-module', 0.9],
      ['disk-full', 0.6],
    ]);
  });

  test('a consequence after its reason and with less weight, though it was more certain', () => {
    expect(rank(cause('health-check-failing', 0.93), cause('port-mismatch', 0.7, ['health-check-failing']))).toEqual([
      ['port-mismatch', 0.7],
      ['health-check-failing', 0.56],
    ]);
  });

  test('a crash that nothing explains before the restart loop that follows from it', () => {
    expect(rank(cause('restart-loop', 0.95), cause('application-error', 0.92))).toEqual([
      ['application-error', 0.92],
      ['restart-loop', 0.57],
    ]);
  });

  test('a reason that is not likely itself takes nothing away', () => {
    expect(rank(cause('health-check-failing', 0.9), cause('cpu-throttled', 0.3, ['health-check-failing']))).toEqual([
      ['health-check-failing', 0.9],
      ['cpu-throttled', 0.3],
    ]);
  });

  test('two independent ones both stay as they are', () => {
    expect(rank(cause('zombie-processes', 0.8), cause('port-not-published', 0.8))).toEqual([
      ['zombie-processes', 0.8],
      ['port-not-published', 0.8],
    ]);
  });

  test('two that explain each other: the more certain stays first', () => {
    const found = rank(cause('disk-full', 0.9, ['missing-file']), cause('missing-file', 0.7, ['disk-full']));
    expect(found[0]?.[0]).toBe('disk-full');
    expect(found).toHaveLength(2);
  });

  test('a cause whose check fails hides no other, and is told as not measured', () => {
    const broken: Cause = {
      ...cause('disk-full', 1),
      weigh: () => {
        throw new Error('no such field');
      },
    };
    const { causes, notMeasured } = rankCauses([broken, cause('missing-file', 0.9)], anEvidence());
    expect(causes.map(({ id }) => id)).toEqual(['missing-file']);
    expect(notMeasured).toEqual([{ source: 'disk-full', reason: 'the check itself failed: no such field' }]);
  });

  test('what is not worth telling is left out', () => {
    expect(rank(cause('disk-full', 0.01))).toEqual([]);
  });
});
