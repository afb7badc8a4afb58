import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keywordSearch } from '../../src/secrets/keyword-search.js';

function placesOf(keywords: readonly { text: string; anyCase: boolean }[], text: string): string[] {
  const found: string[] = [];
  keywordSearch(keywords)(Buffer.from(text, 'latin1'), (index, at) => {
    found.push(`${at} ${index}`);
    return true;
  });
  return found.sort();
}

test('every place of every keyword is found, as a plain search finds it', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '_', '-'), minLength: 3, maxLength: 6 });
  const keyword = fc.record({ text: letters, anyCase: fc.boolean() });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'B', '_', '-', 'é'), maxLength: 80 });
  fc.assert(
    fc.property(fc.array(keyword, { minLength: 1, maxLength: 8 }), text, (keywords, haystack) => {
      const expected = keywords.flatMap(({ text: wanted, anyCase }, index) => {
        const [low, needle] = anyCase ? [haystack.toLowerCase(), wanted.toLowerCase()] : [haystack, wanted];
        return [...haystack].flatMap((_, at) => (low.startsWith(needle, at) ? [`${at} ${index}`] : []));
      });
      expect(placesOf(keywords, haystack)).toEqual(expected.sort());
    }),
    { numRuns: 2_000 },
  );
});

test('a search ends when it is told to', () => {
  let visits = 0;
  keywordSearch([{ text: 'abc', anyCase: false }])(Buffer.from('abc abc abc'), () => ++visits < 2);
  expect(visits).toBe(2);
});

test('what is too short to search for is refused', () => {
  expect(() => keywordSearch([{ text: 'sk', anyCase: false }])).toThrow('too short');
});
