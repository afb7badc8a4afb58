import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { causeIds } from '../../../src/diagnose/cause.js';
import { allCauses } from '../../../src/diagnose/causes/all-causes.js';
import { anEvidence } from '../an-evidence.js';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

test('every cause of the contract is there once, in a file of its own', () => {
  expect(allCauses.map(({ id }) => id).toSorted()).toEqual([...causeIds].toSorted());
  for (const id of causeIds)
    expect(existsSync(path.join(root, 'src', 'diagnose', 'causes', `${id}.ts`)), id).toBe(true);
});

describe.each(allCauses.map((cause) => [cause.id, cause] as const))('%s', (_id, cause) => {
  test('names a principle that there is', () => {
    expect(existsSync(path.join(root, 'prompts', 'principles', `${cause.principle}.md`))).toBe(true);
  });

  test('says nothing of a container that runs and of which nothing is wrong', () => {
    expect(cause.weigh(anEvidence())).toBeNull();
  });
});
