import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSecrets, keywords } from '../../src/secrets/find-secrets.js';
import { maskSecrets } from '../../src/secrets/mask.js';

const settings = { settings: true, incidental: false, named: true };
const between = [
  '',
  'a',
  '-',
  'A1b',
  '="',
  ' ',
  '\n',
  ': ',
  '/',
  'a:b@',
  'eyJ',
  'secret',
  '==',
  "'",
  '"auth":"',
  'a'.repeat(100),
  'A1b2'.repeat(60),
  `x="${'a1B2'.repeat(30)}`,
  `-----BEGIN ${'PRIVATE'} KEY-----\n`,
];

/** Milliseconds; the better of two, since other work may come between. */
function time(work: () => void): number {
  const once = () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  };
  return Math.min(once(), once());
}

describe('the time that a text takes', () => {
  test('is bounded whatever is repeated in it', () => {
    const slow = keywords.flatMap((keyword) =>
      between
        .map((filler) => ({
          keyword,
          filler,
          text: (keyword + filler).repeat(20_000 / (keyword.length + filler.length)),
        }))
        // 2 MB a second on a busy machine is far from the quadratic
        .filter(({ text }) => time(() => findSecrets(text, settings)) > 60)
        .map(({ keyword: word, filler }) => word + filler),
    );
    expect(slow).toEqual([]);
  });

  test.each(['sk-', '"auth"', 'password=', 'eyJ', '://', '_key', 'sig=', '"d"'])(
    'grows with its length: %s',
    (keyword) => {
      const text = (length: number) => `${keyword}="a1B2:c3D4@`.repeat(length / (keyword.length + 11));
      const short = time(() => findSecrets(text(200_000), settings));
      const long = time(() => findSecrets(text(800_000), settings));
      // four times the text; sixteen times would be quadratic
      expect(long).toBeLessThan(Math.max(short * 12, 100));
    },
  );

  test('is bounded for masks too', () => {
    const slow = between.flatMap((filler) =>
      ['sk-', 'PASSWORD', '://a:', 'token', '"password": "', 'hf_', 'A_'].filter(
        (word) => time(() => maskSecrets((word + filler).repeat(100_000 / (word.length + filler.length)))) > 500,
      ),
    );
    expect(slow).toEqual([]);
  });
});

test('no text makes it fail, and what is found lies within and does not overlap', () => {
  const piece = fc.oneof(
    fc.constantFrom(...keywords, ...between),
    fc.string({ maxLength: 40 }),
    fc.stringMatching(/^[A-Za-z0-9]{20,60}$/),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      let from = 0;
      for (const { start, end } of findSecrets(text, settings)) {
        expect(start).toBeGreaterThanOrEqual(from);
        expect(end).toBeGreaterThan(start);
        from = end;
      }
      expect(from).toBeLessThanOrEqual(text.length);
      expect(typeof maskSecrets(text)).toBe('string');
    }),
    { numRuns: 3_000 },
  );
});

test('a long word that almost is one of a name takes no longer than its length', () => {
  const started = performance.now();
  for (const word of ['a', 'Ab', 'aB']) findSecrets(`API_KEY=${word.repeat(2_000)}1!\n`, settings);
  expect(performance.now() - started).toBeLessThan(1_000);
});
