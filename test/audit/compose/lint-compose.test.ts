import { describe, expect, test } from 'vitest';
import { lintCompose } from '../../../src/audit/compose/lint-compose.js';
import { composeRules } from '../../../src/audit/compose/rules/compose-rules.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import type { Finding } from '../../../src/audit/finding.js';
import { mend } from './mend.js';

const defaults = composeRules.filter(({ profile }) => profile === 'default');

function lint(text: string, path = 'compose.yaml', settings = {}): Finding[] {
  return lintCompose(text, defaults, { ...defaultRuleSettings, ...settings }, path);
}

const rulesOf = (findings: Finding[]) => findings.map(({ rule }) => rule);

const privileged = (before = '', after = '') =>
  `services:\n  app:\n    image: app:1.0\n${before}    privileged: true${after}\n`;

describe('a finding', () => {
  test('has its place, aliases, severity and principle', () => {
    expect(lint(privileged())).toEqual([
      {
        rule: 'compose-privileged-containers-enabled',
        aliases: ['Privileged Containers Enabled'],
        severity: 'error',
        title: 'Run no privileged container',
        message: expect.stringContaining('app may do anything to the host'),
        principle: 'least-privilege',
        line: 4,
        column: 5,
        endLine: 4,
        endColumn: 15,
      },
    ]);
  });

  test('has the severity that the settings give it', () => {
    const severities = { 'compose-privileged-containers-enabled': 'info' };
    expect(lint(privileged(), 'compose.yaml', { severities })[0]?.severity).toBe('info');
  });

  test('comes in the order of the file', () => {
    const findings = lint('version: "3"\nservices:\n  b:\n    image: b\n    pid: host\n  a:\n    image: a\n');
    expect(findings.map(({ line }) => line)).toEqual([1, 4, 5, 7]);
  });

  test('of what two services inherit names both, at the one place', () => {
    const findings = lint(
      'x-common: &common\n  privileged: true\nservices:\n  a:\n    <<: *common\n    image: a:1\n  b:\n    <<: *common\n    image: b:1\n',
    );
    expect(findings.map(({ line, message }) => [line, message.split(' ', 1)[0]])).toEqual([
      [2, 'a'],
      [2, 'b'],
    ]);
  });
});

describe('an ignore comment silences', () => {
  test.each([
    ['the line below', privileged('    # dockwright ignore=compose-privileged-containers-enabled\n')],
    [
      'the next line that is more than a comment',
      privileged('    # dockwright ignore=compose-privileged-containers-enabled\n\n    # it is measured\n'),
    ],
    ['its own line', privileged('', ' # dockwright ignore=compose-privileged-containers-enabled')],
    ['by an alias', privileged('', ' # dockwright ignore=other, Privileged Containers Enabled')],
    ['everything', privileged('', ' # dockwright ignore=all')],
    ['the file', `${privileged()}# dockwright global ignore=compose-privileged-containers-enabled\n`],
  ])('%s', (_, text) => {
    expect(lint(text)).toEqual([]);
  });

  test.each([
    ['another rule', privileged('', ' # dockwright ignore=compose-links')],
    ['another line', privileged('    # dockwright ignore=compose-privileged-containers-enabled\n    init: true\n')],
    ['from within a text', privileged('    command: "# dockwright global ignore=all"\n')],
  ])('nothing of %s', (_, text) => {
    expect(rulesOf(lint(text))).toEqual(['compose-privileged-containers-enabled']);
  });

  test('nothing where the settings say so', () => {
    const text = privileged('', ' # dockwright ignore=all');
    expect(lint(text, 'compose.yaml', { disableIgnoreComments: true })).toHaveLength(1);
  });
});

describe('a fix keeps comments and layout', () => {
  test('of all that it mends in one file', () => {
    const text =
      "# head\r\nversion: '3.8'\r\n\r\nservices:\r\n  app:   # here\r\n    image: app:1.0\r\n    environment:\r\n      A:   012   # octal\r\n      B: yes\r\n    ports:\r\n    - 22:22\r\n";
    expect(mend(text, lint(text))).toBe(
      '# head\r\nservices:\r\n  app:   # here\r\n    image: app:1.0\r\n    environment:\r\n      A:   "012"   # octal\r\n      B: "yes"\r\n    ports:\r\n    - "22:22"\r\n',
    );
  });

  test.each([
    ['{version: "3", services: {app: {image: "app:1.0"}}}\n'],
    ['version: &v "3"\nx-v: *v\nservices:\n  app: {image: "app:1.0"}\n'],
  ])('and leaves alone what it cannot remove: %s', (text) => {
    const findings = lint(text);
    expect(rulesOf(findings)).toEqual(['compose-version-obsolete']);
    expect(findings[0]?.fix).toBeUndefined();
  });

  test('of a version at the end of the file', () => {
    const text = 'services:\n  app: {image: "app:1.0"}\nversion: "3"';
    expect(mend(text, lint(text))).toBe('services:\n  app: {image: "app:1.0"}\n');
  });
});
