import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIgnored, parseIgnoreFile } from '../../src/engine/ignore-file.js';
import { Fault } from '../../src/fault.js';

const ignored = (text: string, path: string) => isIgnored(parseIgnoreFile(text, '.dockerignore', false), path);

/** Each row was seen in a build by BuildKit: patterns, a path, whether it is left out. */
const seen: [string, string, boolean][] = [
  ['.env', '.env', true],
  ['.env', 'sub/.env', false],
  ['**/.env', '.env', true],
  ['**/.env', 'sub/.env', true],
  ['**/.env\n!sub/.env', 'sub/.env', false],
  ['.env*', '.env.example', true],
  ['*', 'src/app/m.py', true],
  ['*\n!src', 'src/app/m.py', false],
  ['*\n!src/app/m.py', 'src/app/m.py', false],
  ['*\n!src/app/m.py', 'src/app/n.py', true],
  ['docs\n!docs/y/z.md', 'docs/y/z.md', false],
  ['docs\n!docs/y/z.md', 'docs/x.md', true],
  ['/docs/', 'docs/x.md', true],
  ['./docs', 'docs/x.md', true],
  ['docs/../src', 'src/app/m.py', true],
  ['  docs  ', 'docs/x.md', true],
  ['#docs', 'docs/x.md', false],
  [' #docs', '#docs', true],
  ['! docs\ndocs', 'docs/x.md', true],
  ['*.py', 'a.py', true],
  ['*.py', 'b/a.py', false],
  ['**/*.py', 'b/a.py', true],
  ['**.py', 'b/a.py', true],
  ['**', 'a.py', true],
  ['**\n!a.py', 'a.py', false],
  ['c++', 'c++', true],
  ['f(1).txt', 'f(1).txt', true],
  ['x$y', 'x$y', true],
  ['e[0-9]', 'e1', true],
  ['e[0-9]', 'ee', false],
  ['[^a]*', 'b', true],
  ['[^a]*', 'a.py', false],
  ['e?', 'ee', true],
  ['a\\[b].txt', 'a[b].txt', true],
  ['foo/**/qux.txt', 'foo/bar/baz/qux.txt', true],
  ['foo/**\n!foo/bar/baz', 'foo/bar/baz/qux.txt', false],
  ['node_modules', 'pkg/node_modules/y.js', false],
  ['**/node_modules', 'pkg/node_modules/y.js', true],
  // a pattern that could not change a folder's result is not remembered for what lies in it
  ['**/*.py\n!b', 'b/a.py', true],
  ['.', 'a.py', false],
  ['\uFEFF.env', '.env', true],
  ['.env\r\n*.pyc\r', 'a.pyc', true],
];

describe('.dockerignore', () => {
  test.each(seen)('%j and %s: left out %s', (text, path, expected) => {
    expect(ignored(text, path)).toBe(expected);
  });

  test.each(['!', '[', 'a[', '[]', '!/'])('%s is refused, as Docker does, with its place', (line) => {
    const refused = () => parseIgnoreFile(`# first\n${line}\n`, '.dockerignore', false);
    expect(refused).toThrow(Fault);
    expect(refused).toThrow(/^\.dockerignore:2: /);
  });

  test('separators of both kinds hold on Windows', () => {
    expect(isIgnored(parseIgnoreFile('docs\\internal', '.dockerignore', true), 'docs/internal/x.md')).toBe(true);
  });

  test('a literal name leaves out itself and what lies in it, and nothing else', () => {
    const name = fc.stringMatching(/^[a-z][a-z+()$ ]{0,8}[a-z]$/);
    fc.assert(
      fc.property(name, name, name, (pattern, other, below) => {
        expect(ignored(pattern, pattern)).toBe(true);
        expect(ignored(pattern, `${pattern}/${below}`)).toBe(true);
        if (other !== pattern) expect(ignored(pattern, other)).toBe(false);
      }),
    );
  });

  test('no pattern takes longer than its length times the path’s', () => {
    const started = performance.now();
    const hostile = ['**/'.repeat(2_000), '*a'.repeat(4_000), '**a'.repeat(2_000), '[a-z]*'.repeat(1_000)].join('\n');
    expect(ignored(`${hostile}b`, `${'a'.repeat(250)}/${'a'.repeat(250)}c`)).toBeTypeOf('boolean');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('no text throws anything but a fault', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (text, path) => {
        try {
          ignored(text, path);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
    );
  });
});
