import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lintDockerfile } from '../../../src/audit/dockerfile/lint-dockerfile.js';
import type { DockerfileRule, Example } from '../../../src/audit/dockerfile/rule.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { dockerfileRules } from '../../../src/audit/dockerfile/rules/all-rules.js';
import type { Finding } from '../../../src/audit/finding.js';
import { packagePath } from '../../../src/knowledge/package-root.js';

function findingsOf(rule: DockerfileRule, example: string | Example, text?: string): Finding[] {
  const {
    dockerfile,
    settings = {},
    ignoreFile = null,
  } = typeof example === 'string' ? { dockerfile: example } : example;
  return lintDockerfile(text ?? dockerfile, [rule], { ...defaultRuleSettings, ignoreFile, ...settings });
}

const textOf = (example: string | Example) => (typeof example === 'string' ? example : example.dockerfile);

/** All fixes of a rule applied, the last first, so that offsets hold. */
function mend(text: string, findings: Finding[]): string {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => b.start - a.start);
  return edits.reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
}

describe.each(dockerfileRules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('fires on its bad example, with a place and a message', () => {
    const findings = findingsOf(rule, rule.bad);
    expect(findings.length).toBeGreaterThan(0);
    for (const { line, message } of findings) {
      expect(line).toBeGreaterThan(0);
      expect(message.length).toBeGreaterThan(20);
      expect(message).not.toMatch(/\n/);
    }
  });

  test('is silent on its good example', () => {
    expect(findingsOf(rule, rule.good)).toEqual([]);
  });

  const isMendable = findingsOf(rule, rule.bad).some(({ fix }) => fix);
  if (isMendable)
    test('its fix mends what it found, and is the same the second time', () => {
      const text = textOf(rule.bad);
      const findings = findingsOf(rule, rule.bad);
      const fixed = findings.filter(({ fix }) => fix);
      const mended = mend(text, fixed);
      const left = findingsOf(rule, rule.bad, mended);
      expect(left.length).toBe(findings.length - fixed.length);
      expect(mend(mended, left)).toBe(mended);
    });

  test('names a principle that is written, and says why', () => {
    expect(existsSync(packagePath(`prompts/principles/${rule.principle}.md`)), rule.principle).toBe(true);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.title.length).toBeLessThan(80);
    expect(rule.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

test('ids are unique', () => {
  const ids = dockerfileRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
