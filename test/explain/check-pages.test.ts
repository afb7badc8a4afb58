import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allChecks } from '../../src/environment/all-checks.js';
import { allTopics } from '../../src/explain/all-topics.js';
import { findTopic } from '../../src/explain/find-topic.js';
import { checkMeanings } from '../../src/push/check-meanings.js';

const topics = allTopics();
const idsInCode = [...new Set(pushSources().flatMap(idsIn))].sort();

describe('checks are topics', () => {
  test.each(allChecks.map(({ id, title }) => [id, title] as const))('%s of the environment', (id, title) => {
    const pages = findTopic(topics, id).pages.filter(({ kind }) => kind === 'check');
    expect(pages.map((page) => page.title)).toContain(title);
  });

  test.each(Object.entries(checkMeanings))('%s of a push', (id, meaning) => {
    expect(findTopic(topics, id).pages.some(({ markdown }) => markdown.includes(meaning))).toBe(true);
  });

  test('whichever tag it looked at', () => {
    expect(findTopic(topics, 'tag:1.4.2')).toBe(findTopic(topics, 'tag'));
    expect(findTopic(topics, 'digest:latest').pages.some(({ kind }) => kind === 'check')).toBe(true);
  });

  test('a concept that is meant by the same word comes first', () => {
    expect(findTopic(topics, 'compose').pages[0]?.kind).toBe('concept');
    expect(findTopic(topics, 'registry').id).toBe('registries');
  });

  test('every check that a push makes has a meaning', () => {
    expect(idsInCode.length).toBeGreaterThan(8);
    expect(idsInCode.filter((id) => !Object.hasOwn(checkMeanings, id))).toEqual([]);
  });
});

function pushSources(): string[] {
  const folder = join(import.meta.dirname, '../../src/push');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('check-meanings.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Where a finding is made: `ok('proof', ...)`, `{ id: 'record', status: ... }`, `const id = 'signature'`, `tag:${tag}`. */
function idsIn(source: string): string[] {
  const made =
    /(?:\bok\(|refusedUnless\(\s*unproven,\s*|\bconst id = |\bid: )(?:'([a-z-]+)'|`([a-z-]+):\$\{)|^\s+\['([a-z]+)', (?:manifest|plan)/gm;
  return [...source.matchAll(made)].map(([, plain, before, listed]) => (plain ?? before ?? listed) as string);
}
