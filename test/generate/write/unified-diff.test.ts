import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/generate/write/unified-diff.js';

/** Applies a unified diff; fails where its context or its counts do not fit. */
function apply(before: string[], diff: string): string[] {
  const result: string[] = [];
  let position = 0;
  const lines = diff.split('\n').slice(2, -1);
  for (let index = 0; index < lines.length; ) {
    const [, oldStart, oldCount, newStart, newCount] = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@$/.exec(
      lines[index] as string,
    ) as unknown as string[];
    const start = Number(oldStart) - (Number(oldCount) === 0 ? 0 : 1);
    result.push(...before.slice(position, start));
    position = start;
    expect(result.length).toBe(Number(newStart) - (Number(newCount) === 0 ? 0 : 1));
    const added = result.length;
    for (index++; index < lines.length && !lines[index]?.startsWith('@@'); index++) {
      const line = lines[index] as string;
      if (line[0] !== '+') expect(before[position++]).toBe(line.slice(1));
      if (line[0] !== '-') result.push(line.slice(1));
    }
    expect(position - start).toBe(Number(oldCount));
    expect(result.length - added).toBe(Number(newCount));
  }
  return [...result, ...before.slice(position)];
}

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '', '@@ x', '-y', '+z'), { maxLength: 40 });

describe('unified diff', () => {
  test('applied to the one text gives the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff(
          'f',
          before.map((line) => `${line}\n`).join(''),
          after.map((line) => `${line}\n`).join(''),
        );
        if (before.join('\n') === after.join('\n') && before.length === after.length) expect(diff).toBe('');
        else expect(apply(before, diff)).toEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  test('shows three lines around a change, and joins changes that are near', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const changed = lines.map((line, index) => ([9, 13, 25].includes(index) ? `${line}!` : line));
    expect(unifiedDiff('x', lines.join('\n'), changed.join('\n')).match(/^@@.*$/gm)).toEqual([
      '@@ -7,11 +7,11 @@',
      '@@ -23,7 +23,7 @@',
    ]);
  });

  test('two big texts with nothing in common take no time', () => {
    const before = Array.from({ length: 20_000 }, (_, index) => `a${index}`).join('\n');
    const started = performance.now();
    expect(unifiedDiff('x', before, before.replaceAll('a', 'b'))).toContain('+b19999');
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
