import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintCompose } from '../../../src/audit/compose/lint-compose.js';
import { parseCompose } from '../../../src/audit/compose/model/parse-compose.js';
import type { ComposeExample, ComposeRule } from '../../../src/audit/compose/rule.js';
import { composeRules } from '../../../src/audit/compose/rules/compose-rules.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import type { Finding } from '../../../src/audit/finding.js';
import { packagePath } from '../../../src/knowledge/package-root.js';
import { mend } from './mend.js';

function findingsOf(rule: ComposeRule, example: string | ComposeExample, text?: string): Finding[] {
  const { compose, path, settings = {} }: ComposeExample = typeof example === 'string' ? { compose: example } : example;
  return lintCompose(text ?? compose, [rule], { ...defaultRuleSettings, ...settings }, path);
}

const textOf = (example: string | ComposeExample) => (typeof example === 'string' ? example : example.compose);
const commentsOf = (text: string) => text.match(/#.*$/gm) ?? [];

describe.each(composeRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('fires on its bad example, with a place and a message', () => {
    const findings = findingsOf(rule, rule.bad);
    expect(findings.length).toBeGreaterThan(0);
    for (const { line, message } of findings) {
      expect(line).toBeGreaterThan(0);
      expect(message.length).toBeGreaterThan(20);
      expect(message.length).toBeLessThan(220);
      expect(message).not.toMatch(/\n/);
    }
  });

  test('is silent on its good example', () => {
    expect(findingsOf(rule, rule.good)).toEqual([]);
  });

  const isMendable = findingsOf(rule, rule.bad).some(({ fix }) => fix);
  if (isMendable)
    test('its fix mends what it found, keeps comments, and is the same the second time', () => {
      const text = textOf(rule.bad);
      const findings = findingsOf(rule, rule.bad);
      const fixed = findings.filter(({ fix }) => fix);
      const mended = mend(text, fixed);
      expect(commentsOf(mended)).toEqual(commentsOf(text));
      expect(parseCompose(mended).services.length).toBe(parseCompose(text).services.length);
      const left = findingsOf(rule, rule.bad, mended);
      expect(left.length).toBe(findings.length - fixed.length);
      expect(mend(mended, left)).toBe(mended);
    });

  test('names a principle that is written, and says why', () => {
    expect(existsSync(packagePath(`prompts/principles/${rule.principle}.md`)), rule.principle).toBe(true);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.title.length).toBeLessThan(80);
    expect(rule.id).toMatch(/^compose(-[a-z0-9]+)+$/);
  });
});

test('ids are unique', () => {
  const ids = composeRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
