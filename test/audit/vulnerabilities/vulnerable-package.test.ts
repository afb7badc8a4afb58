import { describe, expect, test } from 'vitest';
import { levelOfScore, levelOfWord } from '../../../src/audit/vulnerabilities/level.js';
import { compareVersions } from '../../../src/audit/vulnerabilities/osv/fixed-version.js';
import { scanOptions } from '../../../src/audit/vulnerabilities/scan.js';
import type { Level, Vulnerability } from '../../../src/audit/vulnerabilities/vulnerability.js';
import { vulnerablePackages } from '../../../src/audit/vulnerabilities/vulnerable-package.js';

function item(id: string, severity: Level, more: Partial<Vulnerability> = {}): Vulnerability {
  return {
    id,
    aliases: [],
    severity,
    score: null,
    package: 'openssl',
    version: '3.0',
    ecosystem: 'deb',
    purl: null,
    fixedVersion: null,
    layer: 'sha256:11',
    path: '/var/lib/dpkg/status',
    ...more,
  };
}

describe('findings', () => {
  test('one for each package and layer, about the worst', () => {
    const findings = vulnerablePackages([
      item('CVE-1', 'medium', { fixedVersion: '3.1', score: 5 }),
      item('CVE-2', 'critical', { fixedVersion: '3.2', score: 9.8 }),
      item('CVE-3', 'high'),
      item('CVE-2', 'critical', { layer: 'sha256:22', fixedVersion: '3.2', score: 9.8 }),
      item('CVE-4', 'low', { package: 'zlib' }),
    ]);
    expect(findings.map(({ severity, layer, message }) => [severity, layer, message])).toEqual([
      [
        'error',
        'sha256:11',
        'openssl 3.0 has CVE-2 (critical 9.8) and 2 more: fixed in 3.2 (1 of them without a fix yet); update it, or rebuild on a newer base image',
      ],
      [
        'error',
        'sha256:22',
        'openssl 3.0 has CVE-2 (critical 9.8): fixed in 3.2; update it, or rebuild on a newer base image',
      ],
      [
        'info',
        'sha256:11',
        'zlib 3.0 has CVE-4 (low): there is no fixed version yet; remove the package if it is not needed',
      ],
    ]);
  });

  test.each<[Level, string]>([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'info'],
    ['unknown', 'warning'],
  ])('%s is %s', (level, severity) => {
    expect(vulnerablePackages([item('CVE-1', level)])[0]).toMatchObject({
      rule: 'vulnerable-package',
      principle: 'patched-packages',
      severity,
    });
  });

  test('what nobody has scored is of more concern than what is low', () => {
    const [finding] = vulnerablePackages([item('CVE-1', 'low'), item('CVE-2', 'unknown')]);
    expect(finding).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining('CVE-2 (unknown) and 1 more'),
    });
  });
});

test.each<[number, Level]>([
  [10, 'critical'],
  [9, 'critical'],
  [8.9, 'high'],
  [7, 'high'],
  [6.9, 'medium'],
  [4, 'medium'],
  [3.9, 'low'],
  [0.1, 'low'],
  [0, 'unknown'],
])('a score of %f is %s', (score, level) => {
  expect(levelOfScore(score)).toBe(level);
});

test.each<[unknown, Level]>([
  ['MODERATE', 'medium'],
  ['Important', 'high'],
  ['Negligible', 'low'],
  ['low**', 'low'],
  ['not yet assigned', 'unknown'],
  ['__proto__', 'unknown'],
  [7, 'unknown'],
])('the word %j is %s', (word, level) => {
  expect(levelOfWord(word)).toBe(level);
});

test('versions of branches in their order', () => {
  const ordered = ['0.9', '1.0~rc1', '1.0rc1', '1.0', '1.0.1', '1.0.1k', '1.0.2', '1.9', '1.10', '1:0.1'];
  expect([...ordered].reverse().toSorted(compareVersions)).toEqual(ordered);
});

test.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['1', true],
  ['true', true],
])('DOCKWRIGHT_OFFLINE=%s', (value, offline) => {
  expect(scanOptions({ DOCKWRIGHT_OFFLINE: value }).offline).toBe(offline);
});
