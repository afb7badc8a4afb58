import { describe, expect, test } from 'vitest';
import { recognize } from '../../../src/diagnose/logs/find-in-logs.js';
import { recognizers } from '../../../src/diagnose/logs/recognizers.js';
import { logLines } from '../an-evidence.js';

/** What makes careless patterns slow: long runs of what they repeat, after beginnings that they look for. */
const hostile: [what: string, line: string][] = [
  ['spaces', ' '.repeat(8_000)],
  ['letters', 'a'.repeat(8_000)],
  ['capitals and underscores', 'A_'.repeat(4_000)],
  ['colons', 'sh: '.repeat(2_000)],
  ['slashes', '/a'.repeat(4_000)],
  ['quotes', `'"\`‘`.repeat(2_000)],
  ['dots', 'a.'.repeat(4_000)],
  ['digits', '1:'.repeat(4_000)],
  ['brackets', '('.repeat(4_000) + ')'.repeat(4_000)],
  [
    'every needle once',
    recognizers
      .flatMap(({ patterns }) => patterns.map(({ needle }) => needle))
      .join(' ')
      .slice(0, 8_000),
  ],
  [
    'every needle at the end of a long word',
    recognizers
      .flatMap(({ patterns }) => patterns.map(({ needle }) => `${'x/'.repeat(20)}${needle}`))
      .join('')
      .slice(0, 8_000),
  ],
];

describe('errors in logs', () => {
  test.each(hostile)('two thousand lines of %s take little time', (_what, line) => {
    const lines = logLines(...Array.from({ length: 2_000 }, () => line));
    const began = performance.now();
    recognize(lines);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test.each(recognizers.flatMap(({ teller, patterns }) => patterns.map(({ pattern }) => [teller, pattern] as const)))(
    '%s: every repetition has a bound: %s',
    (_teller, pattern) => {
      const bare = pattern.source.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
      expect(bare.match(/[*+]|\{\d+,\}/g)).toBeNull();
    },
  );

  test('how much was said after an error is counted without its stack', () => {
    const [finding] = recognize(
      logLines(
        "Error: Cannot find module 'express'",
        'Require stack:',
        '- /app/main.js',
        '    at Module._resolveFilename (node:internal/modules/cjs/loader:1145:15)',
        '    at Module._load (node:internal/modules/cjs/loader:986:27)',
        "  code: 'MODULE_NOT_FOUND',",
        '}',
        '',
        'Node.js v22.12.0',
      ),
    );
    expect(finding).toMatchObject({ kind: 'missing-module', subject: 'express', teller: 'Node.js', afterwards: 2 });
  });

  test('one line is one finding of a kind', () => {
    const found = recognize(logLines('dial tcp: lookup db on 127.0.0.11:53: no such host'));
    expect(found.map(({ kind, subject }) => [kind, subject])).toEqual([['name-not-resolved', 'db']]);
  });

  test.each([
    'GET /missing 404 not found',
    'connection to db established',
    'user 12 has no permission for this order',
    'INFO  out of memory handling is enabled',
    'retry policy: connection refused, timeouts',
    'KeyError is handled by the caller',
    'loaded module yaml',
    'API_VERSION 2 required fields: 3',
    'Feature FLAGS_ENABLED is set',
  ])('ordinary words are no errors: %s', (line) => {
    expect(recognize(logLines(line))).toEqual([]);
  });
});
