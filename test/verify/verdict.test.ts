import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { criterionIds } from '../../src/spec/schema.js';
import { allCriteria } from '../../src/verify/criteria/all-criteria.js';
import { subjectOf } from '../../src/verify/subject.js';
import { chooseCriteria, judgeAll, verdictOf } from '../../src/verify/verdict.js';
import type { CriterionResult } from '../../src/verify/verification.js';
import { specFor } from './service-fixture.js';

const result = (status: CriterionResult['status'], required: boolean): CriterionResult => ({
  id: 'logs',
  title: '',
  limit: null,
  measured: null,
  status,
  required,
  evidence: '',
});

describe('the verdict', () => {
  test.each([
    [['pass', 'pass'], 'pass'],
    [['pass', 'not-measured'], 'incomplete'],
    [['fail', 'not-measured'], 'fail'],
    [[], 'pass'],
  ] as const)('%j gives %s', (statuses, verdict) => {
    expect(verdictOf(statuses.map((status) => result(status, true)))).toBe(verdict);
  });

  test('what the Spec does not set never counts', () => {
    const statuses = fc.array(fc.constantFrom('pass', 'fail', 'not-measured' as const));
    fc.assert(
      fc.property(statuses, (extra) => {
        const results = [
          result('pass', true),
          ...extra.map((status) => result(status as CriterionResult['status'], false)),
        ];
        expect(verdictOf(results)).toBe('pass');
      }),
    );
  });
});

test('every criterion of the Spec’s schema can be measured, each once, each in a file of its own', async () => {
  expect(allCriteria.map(({ id }) => id).sort()).toEqual([...criterionIds].sort());
  const files = await readdir(join(import.meta.dirname, '../../src/verify/criteria'));
  for (const { id } of allCriteria) expect(files).toContain(`${id}.ts`);
});

test('those of the Spec and those asked for are chosen', () => {
  const { criteria } = specFor({ criteria: { logs: { required: true } } });
  expect(chooseCriteria(criteria, ['secrets', 'logs']).map(({ id }) => id)).toEqual(['secrets', 'logs']);
});

test('without a single observation nothing passes', () => {
  const facts = { subject: subjectOf(specFor(), null) };
  const judged = judgeAll(allCriteria, facts);
  expect(judged.filter(({ status }) => status !== 'not-measured')).toEqual([]);
  for (const { evidence, measured } of judged) {
    expect(evidence).not.toBe('');
    expect(measured).toBeNull();
  }
});

test('a criterion that the Spec sets as not required is shown and does not count', () => {
  const spec = specFor({ criteria: { logs: { required: false }, health: { tcp: true } } });
  const judged = judgeAll(chooseCriteria(spec.criteria), { subject: subjectOf(spec, null) });
  expect(judged.map(({ id, required }) => [id, required])).toEqual([
    ['health', true],
    ['logs', false],
  ]);
});
