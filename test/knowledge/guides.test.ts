import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allTopics } from '../../src/explain/all-topics.js';
import { findTopic } from '../../src/explain/find-topic.js';
import { allThemes } from '../../src/knowledge/concept-themes.js';
import { readConcepts } from '../../src/knowledge/concepts.js';
import { guideFolder, readGuides } from '../../src/knowledge/guides.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { readSections } from '../../src/knowledge/sections.js';
import { shellBlocks } from '../docs/code-blocks.js';

const guides = readGuides();
const concepts = new Set(readConcepts().map(({ id }) => id));
const topics = allTopics();

test('the guides are the last theme, and files are named for their ids', () => {
  expect([...(allThemes.at(-1)?.concepts ?? [])].sort()).toEqual(guides.map(({ id }) => id));
  expect(readdirSync(packagePath(guideFolder)).sort()).toEqual(guides.map(({ id }) => `${id}.md`));
});

test.each([
  ['optimize-guide', 'optimize-an-image'],
  ['debug guide', 'debug-a-container'],
  ['production hardening', 'harden-for-production'],
  ['docker for ai', 'docker-for-ai-work'],
])('%s is found', (name, id) => {
  expect(findTopic(topics, name).id).toBe(id);
});

describe.each(guides.map((guide) => [guide.id, guide] as const))('%s', (id, guide) => {
  const text = readFileSync(join(packagePath(guideFolder), `${id}.md`), 'utf8');
  const { sections } = readSections(guide.body);

  test('is steps with a goal before and an end after them', () => {
    const headings = [...sections.keys()];
    expect([headings[0], headings[1], headings.at(-1)]).toEqual(['What you get', 'Steps', 'Done when']);
    const steps = [...(sections.get('Steps') ?? '').matchAll(/^### (\d+)\. /gm)].map(([, number]) => Number(number));
    expect(steps.length).toBeGreaterThan(4);
    expect(steps).toEqual(steps.map((_, at) => at + 1));
    expect(shellBlocks(text).filter(({ notRun }) => notRun === null).length).toBeGreaterThan(1);
  });

  test('leads to concepts instead of repeating them', () => {
    const links = [...text.matchAll(/\]\(\.\.\/concepts\/([a-z0-9-]+)\.md\)/g)].map(([, concept = '']) => concept);
    expect(new Set(links).size).toBeGreaterThan(5);
    expect([...links, ...guide.related].filter((concept) => !concepts.has(concept))).toEqual([]);
    const principles = new Set(readPrinciples().map((principle) => principle.id));
    expect(guide.principles.filter((principle) => !principles.has(principle))).toEqual([]);
  });

  test('has names of its own, sources, and a bearable length', () => {
    for (const name of [guide.title, ...guide.aliases]) expect(findTopic(topics, name).id, name).toBe(id);
    for (const source of guide.sources) expect(source).toMatch(/^https:\/\/\S+$/);
    expect(guide.sources.length).toBeGreaterThan(1);
    expect(text.split('\n').length).toBeLessThan(160);
    for (const { notRun } of shellBlocks(text)) if (notRun !== null) expect(notRun.length).toBeGreaterThan(5);
  });
});
