import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allTopics } from '../../src/explain/all-topics.js';
import { topicNamed } from '../../src/explain/find-topic.js';
import { variants } from '../../src/generate/make-template.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { dockwright } from '../executable/dockwright.js';

const page = 'docs/from-the-deployment-skill.md';
const rows = readFileSync(packagePath(page), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| there'))
  .map((line) => line.split(' | ') as [string, string, ...string[]]);
const named = [
  ...new Set(
    rows.flatMap(([, ...here]) => [...here.join(' ').matchAll(/`dockwright ([^`]+)`/g)].map(([, text = '']) => text)),
  ),
];

/** What the older skills can do, in their words. */
const offered =
  `validate recommend configure generate-compose generate-dockerignore optimize-guide copy-dockerfile explain diagnose logs
inspect exec debug-guide restart-policies layer-architecture images-vs-containers copy-on-write`
    .trim()
    .split(/\s+/);

test('every command that there is there has a row', () => {
  const there = rows.map(([name]) => name).join('\n');
  expect(offered.filter((name) => !there.includes(name))).toEqual([]);
  for (const variant of variants) expect(there).toContain(`--variant ${variant}`);
});

test('every row names a command of ours', () => {
  for (const [there, here] of rows) expect(here, there).toMatch(/`dockwright [a-z]/);
});

const commands = [...new Set(named.map((text) => text.split(' ', 1)[0] as string))];

test.each(commands)('%s exists, and so does every flag that is named', async (command) => {
  const { code, stdout } = await dockwright([command, '--help']);
  expect(code).toBe(0);
  const used = named.filter((text) => text.startsWith(`${command} `)).map((text) => text.split(' -- ', 1)[0] as string);
  for (const [flag] of used.flatMap((text) => [...text.matchAll(/--[a-z-]+/g)])) expect(stdout).toContain(`${flag}`);
});

test('every topic exists', () => {
  const topics = allTopics();
  const asked = named
    .flatMap((text) => /^explain ([a-z-]+)/.exec(text)?.slice(1) ?? [])
    .filter((topic) => topic !== 'all');
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.filter((topic) => !topicNamed(topics, topic))).toEqual([]);
});
