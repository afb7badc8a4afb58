import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plainCommands } from '../../src/command-line/commands/plain-commands.js';
import { allTopics } from '../../src/explain/all-topics.js';
import { topicNamed } from '../../src/explain/find-topic.js';
import { topicMarkdown } from '../../src/explain/topic.js';
import { madeDocuments } from '../../src/knowledge/documents.js';
import { splitFrontMatter } from '../../src/knowledge/front-matter.js';
import { packagePath } from '../../src/knowledge/package-root.js';
import { readPersona, readVerdicts, readWorkflows } from '../../src/knowledge/workflows.js';
import { renderPrompt } from '../../src/prompt/render-prompt.js';
import { tools } from '../../src/tools/tools.js';

const read = (name: string) => readFileSync(packagePath(name), 'utf8');
const pagesIn = (folder: string) =>
  readdirSync(packagePath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort();
const bodyOf = (name: string) => splitFrontMatter(read(name)).body;

describe('every page of the knowledge can be reached', () => {
  const topics = allTopics();
  const prompts = readWorkflows().map((workflow) => renderPrompt(workflow, {}, null));
  const shown = [...topics.values()].map(topicMarkdown);

  /** The first words that only this page has, on one line. */
  const opening = (name: string) =>
    bodyOf(name)
      .split('\n')
      .find((line) => /^[\p{L}`"]/u.test(line) && line.length > 30) as string;

  test.each(pagesIn('prompts'))('%s: by a topic of explain_concept or a prompt', (name) => {
    const line = name === 'prompts/verdicts.md' ? 'the work goes on.' : opening(name);
    expect([...shown, ...prompts].filter((text) => text.includes(line)).length).toBeGreaterThan(0);
  });

  test.each(pagesIn('skill/dockwright/references/concepts'))('%s: by its topic', (name) => {
    const topic = topicNamed(topics, basename(name, '.md'));
    expect(topic && topicMarkdown(topic)).toContain(opening(name));
  });

  test('every page of the skill is linked from another one of it, or its folder is', () => {
    const skill = 'skill/dockwright';
    const entry = read(`${skill}/SKILL.md`);
    for (const name of pagesIn(`${skill}/references`)) {
      const way = name.slice(skill.length + 1);
      const folder = way.slice(0, way.lastIndexOf('/'));
      expect(entry.includes(`(${way})`) || (folder !== 'references' && entry.includes(`(${folder})`)), way).toBe(true);
    }
  });

  test('the persona and the verdicts are in every prompt that needs them', () => {
    for (const text of prompts) expect(text).toContain(readPersona());
    expect(readVerdicts().size).toBeGreaterThan(5);
  });
});

describe('nothing is written twice', () => {
  /** Words in a row that two pages may share: a phrase, a command, a heading with the list under it. */
  const longestShared = 20;
  const made = new Set(
    madeDocuments({ tools, plainCommands, peers: JSON.parse(read('test/audit/peer-rules.json')) }).keys(),
  );
  const written = [...['prompts', 'skill', 'docs'].flatMap(pagesIn), 'README.md', 'SKILL.md', 'CONTRIBUTING.md'].filter(
    (name) => !made.has(name),
  );

  test('in prompts, skill, docs and the pages at the root', () => {
    expect(written.length).toBeGreaterThan(100);
    const owners = new Map<string, string>();
    const twice = new Map<string, string>();
    for (const name of written) {
      const words = wordsOf(name);
      for (let at = 0; at + longestShared <= words.length; at++) {
        const row = words.slice(at, at + longestShared).join(' ');
        const owner = owners.get(row);
        if (owner === undefined) owners.set(row, name);
        else if (owner !== name) twice.set(`${owner} and ${name}`, row);
      }
    }
    expect(Object.fromEntries(twice)).toEqual({});
  });

  test('and a copy would be found', () => {
    expect(wordsOf('prompts/persona.md').length).toBeGreaterThan(longestShared);
  });

  /** Prose; commands and examples are alike on purpose, and tables that are made are made elsewhere. */
  function wordsOf(name: string): string[] {
    return bodyOf(name)
      .replace(/^```[\s\S]*?^```/gm, ' ')
      .replace(/^ {4}.*$/gm, ' ')
      .replace(/<!-- tools -->[\s\S]*?<!-- \/tools -->/, ' ')
      .replace(/\]\([^)]*\)/g, ' ')
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .map((word) => word.toLowerCase());
  }
});
