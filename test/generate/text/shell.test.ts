import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runWord, shellWord, shellWordWithPort } from '../../../src/generate/text/shell.js';
import { hostileLine, hostileText } from './hostile-text.js';

/** The words as a real shell reads them. */
function read(script: string): string[] {
  const output = execFileSync('/bin/sh', ['-c', `for word in ${script}; do printf '%s\\0' "$word"; done`], {
    env: { PORT: '9123' },
  });
  return output.toString('utf8').split('\0').slice(0, -1);
}

const shellText = (text: string) => text.replaceAll('\0', '').toWellFormed();

describe.skipIf(process.platform === 'win32')('words for a shell', () => {
  test('come back from a real shell as they were', () => {
    fc.assert(
      fc.property(fc.array(hostileText.map(shellText), { minLength: 1, maxLength: 40 }), (words) => {
        expect(read(words.map(shellWord).join(' '))).toEqual(words);
        const visible = words.filter(
          (word) => !/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(word),
        );
        expect(read(visible.map(runWord).join(' '))).toEqual(visible);
      }),
      { numRuns: 40 },
    );
  });

  test('expand ${PORT} and nothing else', () => {
    fc.assert(
      fc.property(fc.array(hostileText.map(shellText), { minLength: 1, maxLength: 40 }), (words) => {
        expect(read(words.map(shellWordWithPort).join(' '))).toEqual(
          words.map((word) => word.replaceAll('${PORT}', '9123')),
        );
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  ['${PORT}', '"$PORT"'],
  ['0.0.0.0:${PORT}', '"0.0.0.0:$PORT"'],
  ['${PORT}1', '"${PORT}1"'],
  ["it's:${PORT}", `'it'\\''s:'"$PORT"`],
  ['main:app', 'main:app'],
  ['', "''"],
])('%s is written as %s', (word, expected) => {
  expect(shellWordWithPort(word)).toBe(expected);
});

test('a word of RUN stays on its line, or is refused', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      if (/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(text))
        expect(() => runWord(text)).toThrow(/control characters/);
      else expect(runWord(text)).not.toMatch(/[\r\n]|\\$/);
    }),
  );
  fc.assert(fc.property(hostileLine, (text) => void (text === '' || runWord(text.replace(/[^ -~]/g, '')))));
});
