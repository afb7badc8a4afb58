import { describe, expect, test } from 'vitest';
import { wrongLineEndings } from '../../../src/diagnose/causes/wrong-line-endings.js';
import { aFile, anEnded, anEvidence, saying } from '../an-evidence.js';

const script = aFile('/entry.sh', { interpreter: '/bin/sh\\r' });
const settings = { entrypoint: ['/entry.sh'] };

describe('wrong-line-endings', () => {
  test('an existing script that the kernel does not find, whose first line ends in a carriage return', () => {
    const weighed = wrongLineEndings.weigh(
      anEnded(255, ['exec /entry.sh: no such file or directory'], { files: [script], settings }),
    );
    expect(weighed?.confidence).toBe(0.99);
    expect(weighed?.evidence[1]?.text).toContain('"#!/bin/sh\\r"');
    expect(weighed?.remedies[0]?.command).toBe("sed -i 's/\\r$//' entry.sh");
  });

  test.each([
    "/usr/bin/env: 'bash\\r': No such file or directory",
    '/usr/bin/env: ‘bash\\r’: No such file or directory',
    "/entry.sh: line 2: $'\\r': command not found",
    '/entry.sh: 2: \\r: not found',
    '/entry.sh: 1: set: Illegal option -\\r',
    '/bin/bash^M: bad interpreter: No such file or directory',
    "/entry.sh: line 2: cd: $'/tmp\\r': No such file or directory",
  ])('by the words of shells: %s', (line) => {
    expect(wrongLineEndings.weigh(anEnded(127, [line]))?.confidence).toBeGreaterThan(0.8);
  });

  test('an interpreter that is truly missing is not it', () => {
    const files = [aFile('/entry.sh', { interpreter: '/bin/zsh' })];
    expect(
      wrongLineEndings.weigh(anEnded(255, ['exec /entry.sh: no such file or directory'], { files, settings })),
    ).toBeNull();
  });

  test('a script with carriage returns in a container that is well, or a line that quotes one', () => {
    expect(wrongLineEndings.weigh(anEvidence({ files: [script], settings }))).toBeNull();
    expect(
      wrongLineEndings.weigh(anEvidence({ logs: saying("env: 'bash\\r': No such file or directory") }))?.confidence,
    ).toBeLessThan(0.2);
    expect(wrongLineEndings.weigh(anEnded(1, ['the separator is \\r\\n, not \\n']))).toBeNull();
  });
});
