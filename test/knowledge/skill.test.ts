import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packagePath } from '../../src/knowledge/package-root.js';

/** The limits of the Agent Skills specification (agentskills.io/specification). */
const fields = new Set(['name', 'description', 'license', 'compatibility', 'metadata', 'allowed-tools']);

describe.each(['skill/dockwright/SKILL.md', 'SKILL.md'])('%s', (name) => {
  const path = packagePath(name);
  const [, header = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8')) ?? [];
  const data = parse(header) as Record<string, unknown>;

  test('has a valid header', () => {
    expect(Object.keys(data).filter((key) => !fields.has(key))).toEqual([]);
    expect(data.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(String(data.name).length).toBeLessThanOrEqual(64);
    expect(String(data.description).length).toBeLessThanOrEqual(1024);
    expect(String(data.description)).toMatch(/Use when/);
    expect(String(data.compatibility ?? '').length).toBeLessThanOrEqual(500);
  });

  test('is short, and its links lead somewhere', () => {
    expect(body.split('\n').length).toBeLessThan(500);
    for (const [, target = ''] of body.matchAll(/\]\(([^)#:]+)\)/g))
      expect(existsSync(join(dirname(path), target)), target).toBe(true);
  });
});

test('the canonical skill lies in a folder of its own name', () => {
  expect(dirname(packagePath('skill/dockwright/SKILL.md')).endsWith('dockwright')).toBe(true);
});
