import { DockerfileParser } from 'dockerfile-ast';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  comment,
  copyArray,
  execArray,
  isPlainPath,
  plainPath,
  quotedValue,
  token,
} from '../../../src/generate/text/dockerfile.js';
import { hostileLine, hostileText } from './hostile-text.js';

/** What Docker makes of a word: quotes removed, escapes resolved; fails where a variable would be expanded. */
export function dockerWord(word: string): string {
  let value = '';
  let quote = '';
  for (let index = 0; index < word.length; index++) {
    const character = word[index] as string;
    if (character === '\\' && quote !== "'") {
      const next = word[index + 1];
      // within double quotes a backslash escapes the quote, the dollar sign and itself
      if (next !== undefined && (quote === '' || '"$\\'.includes(next))) {
        value += next;
        index++;
      } else value += character;
    } else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    else if (character === '$' && quote !== "'") throw new Error(`a variable is expanded in ${word}`);
    else value += character;
  }
  if (quote) throw new Error(`an open quote in ${word}`);
  return value;
}

const instructions = (text: string) => DockerfileParser.parse(text).getInstructions();

describe('the exec form', () => {
  test('is one instruction and gives the words back', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 6 }), (words) => {
        const line = `CMD ${execArray(words)}`;
        expect(instructions(`FROM scratch\n${line}\nUSER 1\n`).map((one) => one.getKeyword())).toEqual([
          'FROM',
          'CMD',
          'USER',
        ]);
        expect(line).not.toMatch(/[\n\r\u2028\u2029\u0085]/);
        expect(JSON.parse(line.slice('CMD '.length))).toEqual(words.map((word) => word.toWellFormed()));
      }),
    );
  });

  test('of COPY survives the second reading that Docker gives its words', () => {
    fc.assert(
      fc.property(hostileLine, (path) => {
        const [word] = JSON.parse(copyArray([path])) as [string];
        expect(dockerWord(word)).toBe(path.toWellFormed());
      }),
    );
  });
});

test('a value of ENV is one word that Docker reads as it was, in one line', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (first, second) => {
      const text = `FROM scratch\nENV A=${quotedValue(first)} \\\n    B=${quotedValue(second)}\nUSER 1\n`;
      expect(instructions(text).map((one) => one.getKeyword())).toEqual(['FROM', 'ENV', 'USER']);
      const plain = first
        .toWellFormed()
        .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g, ' ')
        .trim();
      expect(dockerWord(quotedValue(first))).toBe(plain);
    }),
  );
});

test('a comment stays a comment, and is no directive', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const document = DockerfileParser.parse(`# Reason: ${comment(text)}\nFROM scratch\n`);
      expect(document.getInstructions().map((one) => one.getKeyword())).toEqual(['FROM']);
      // Docker's own rule: one word before the equals sign
      expect(`Reason: ${comment(text)}`).not.toMatch(/^[a-zA-Z][a-zA-Z0-9]*\s*=/);
    }),
  );
});

describe('words that are taken as they are', () => {
  test.each(['python:3.13-slim@sha256:abc', 'libgl1', 'g++', '8000', '1000:1000'])('%s', (word) => {
    expect(token(word)).toBe(word);
  });

  test('anything that could be more than one word is refused', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        let word: string;
        try {
          word = token(text);
        } catch {
          return;
        }
        expect(word).toMatch(/^[\w.][\w.:/@+~=-]*$/);
      }),
    );
  });

  test.each(['../x', 'a/../b', 'a b', 'a,b', '$x', '-r', 'a"b', '*', '', 'a\nb'])('%j is no plain path', (path) => {
    expect(isPlainPath(path)).toBe(false);
    expect(() => plainPath(path)).toThrow(TypeError);
  });
});
