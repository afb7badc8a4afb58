import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPythonParser, parsePython } from '../../src/project/python/parse-python.js';
import type { Statement } from '../../src/project/python/syntax.js';
import { allExpressions, textOf } from '../../src/project/python/walk-syntax.js';

const parser = await loadPythonParser();
const parse = (text: string): Statement[] => parsePython(parser, 'x.py', text)?.body ?? [];
const texts = (text: string) => [...allExpressions(parse(text))].map(textOf).filter((value) => value !== null);

describe('parsePython', () => {
  it('reads strings of every kind', () => {
    expect(
      texts(`a = "x\\ny" 'z'; b = r"\\d"; c = b"q"; d = """two\nlines"""; e = "\\x41\\u00e9\\101\\N"; f = u'u'`),
    ).toEqual(['x\nyz', '\\d', 'q', 'two\nlines', 'AéA\\N', 'u']);
  });

  it('keeps the pieces of f-strings', () => {
    expect(parse('a = f"/{x}/y{z!r:>4}"')[0]).toMatchObject({
      value: {
        kind: 'text',
        value: null,
        parts: [{ value: '/' }, { kind: 'name', name: 'x' }, { value: '/y' }, { name: 'z' }],
      },
    });
  });

  it('reads newer syntax: match, walrus, type parameters, exception groups, a bare yield', () => {
    const body = parse(
      'match x:\n    case (1, y):\n        a = os.getenv("A")\nif (n := f()):\n    pass\ndef g[T](x: T) -> list[T]:\n    yield\ntry:\n    b()\nexcept* E:\n    c = "C"\ntype X = int\nlambda: (yield)\n',
    );
    expect(body.map(({ kind }) => kind)).toEqual(['block', 'if', 'function', 'try', 'other', 'expression']);
    expect([...allExpressions(body)].map(textOf).filter((value) => value !== null)).toEqual(['A', 'C']);
  });

  it('goes on after a syntax error', () => {
    expect(texts('def (:\n    pass\n\na = "after"\n')).toContain('after');
  });

  it('survives any nesting', () => {
    for (const text of [
      '('.repeat(100_000),
      `x = ${'['.repeat(50_000)}1${']'.repeat(50_000)}`,
      `x = ${'a.'.repeat(50_000)}b`,
      `x = ${'-'.repeat(50_000)}1`,
      `${'if x:\n '.repeat(500)}pass`,
      `x = ${'"a" + '.repeat(20_000)}"b"`,
      `if a:\n  pass\n${'elif b:\n  pass\n'.repeat(5_000)}`,
      `f${'()'.repeat(50_000)}`,
    ]) {
      const start = performance.now();
      expect([...allExpressions(parse(text))].length).toBeGreaterThanOrEqual(0);
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  });

  it('never fails, whatever the text', () => {
    const piece = fc.constantFrom(
      'def ',
      'class A(',
      '):',
      '\n',
      '    ',
      'x',
      '=',
      '"',
      "'",
      '"""',
      'f"{',
      '}',
      '[',
      ']',
      '(',
      ')',
      '@',
      'import ',
      'from ',
      '.',
      ',',
      'if ',
      'else:',
      'try:',
      'except',
      'as ',
      'lambda',
      '\\',
      '\u0000',
      'é',
      '😀',
      ':=',
      '**',
      'await ',
      'match x:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => Array.isArray(parse(pieces.join('')))),
      { numRuns: 300 },
    );
  });
});
