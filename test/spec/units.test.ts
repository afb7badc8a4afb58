import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../src/spec/units.js';

describe('sizes', () => {
  test.each([
    ['200MB', 200_000_000],
    ['1.5 GB', 1_500_000_000],
    ['64MiB', 67_108_864],
    ['512', 512],
    [4096, 4096],
    ['12kb', 12_000],
  ])('%s is %d bytes', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  test.each(['', 'MB', '1.5.5MB', '-1MB', '10 parsecs', '1e9', 'Infinity'])('%j is none', (text) =>
    expect(parseSize(text)).toBeNull(),
  );

  test('are shown in decimal units', () => {
    expect([166_123_456, 16_234_567, 980, 1_620_000_000].map(formatSize)).toEqual([
      '166 MB',
      '16.2 MB',
      '980 B',
      '1.6 GB',
    ]);
  });

  test('a shown size reads back within its precision', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (bytes) => {
        const back = parseSize(formatSize(bytes)) as number;
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(Math.max(1, bytes * 0.05));
      }),
    );
  });
});

describe('durations', () => {
  test.each([
    ['3s', 3000],
    ['500ms', 500],
    ['2m', 120_000],
    ['1.5h', 5_400_000],
  ])('%s is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each(['3', 's', '3 seconds', '-3s'])('%j is none', (text) => expect(parseDuration(text)).toBeNull());

  test('are shown in ms or s', () => {
    expect([12, 499.6, 800, 14_230].map(formatDuration)).toEqual(['12 ms', '500 ms', '0.8 s', '14.2 s']);
  });
});
