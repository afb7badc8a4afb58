import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagePath } from '../../src/knowledge/package-root.js';
import { principlePage, usesOf } from '../../src/knowledge/principle-uses.js';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { allCriteria } from '../../src/verify/criteria/all-criteria.js';

const file = (name: string) => readFileSync(packagePath(name), 'utf8');

const principles = readPrinciples();

describe.each(principles.map((principle) => [principle.id, principle] as const))(
  'the principle %s',
  (id, principle) => {
    test('is in a file of its name, and short', () => {
      const text = file(`prompts/principles/${id}.md`);
      expect(text).toContain(principle.title);
      expect(text.split('\n').length).toBeLessThan(30);
    });

    test('has a statement that a prompt can carry, a reason and an exception', () => {
      expect(principle.statement.length).toBeGreaterThan(50);
      expect(principle.statement.length).toBeLessThan(260);
      expect(principle.why.length).toBeGreaterThan(60);
      expect(principle.exception.length).toBeGreaterThan(40);
    });

    test('has evidence: a source or a figure', () => {
      expect(principle.evidence.length).toBeGreaterThan(0);
      for (const item of principle.evidence) expect(item).toMatch(/https:\/\/\S+\.\S+|Measured[\s\S]*(?:\d|`)/);
      expect(principle.evidence.join('\n')).toMatch(/https:\/\//);
    });

    test('is applied somewhere, and its page says where', () => {
      const { generated, audited, verified } = usesOf(id);
      expect([...(generated ? [generated] : []), ...audited, ...verified].length).toBeGreaterThan(0);
      const page = principlePage(principle, '##');
      for (const part of ['Generated: ', 'Audited: ', 'Verified: ', ...audited, ...verified])
        expect(page).toContain(part);
    });
  },
);

describe('one principle, four places', () => {
  const ids = new Set(principles.map(({ id }) => id));
  const sources = ['generate', 'verify', 'audit'].flatMap((stage) => {
    const folder = packagePath(`src/${stage}`);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  });

  test('whatever is cited is written', () => {
    const cited = sources.flatMap((text) => [...text.matchAll(/principle: '([^']+)'/g)].map(([, id]) => id));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((id) => !ids.has(id as string))).toEqual([]);
  });

  test('every criterion names one', () => {
    for (const { id, principle } of allCriteria) expect(ids.has(principle), `${id}: ${principle}`).toBe(true);
  });

  test('whatever is written is applied', () => {
    expect([...ids].filter((id) => !sources.some((text) => text.includes(`'${id}'`)))).toEqual([]);
  });
});
