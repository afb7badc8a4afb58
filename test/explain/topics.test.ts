import { describe, expect, test } from 'vitest';
import { allRules } from '../../src/audit/all-rules.js';
import { causeIds } from '../../src/diagnose/cause.js';
import { allTopics } from '../../src/explain/all-topics.js';
import { explain } from '../../src/explain/explain.js';
import { findTopic, topicNamed } from '../../src/explain/find-topic.js';
import { readWords } from '../../src/explain/read-words.js';
import { readConcepts } from '../../src/knowledge/concepts.js';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { readQuestions } from '../../src/knowledge/questions.js';
import { readWorkflows } from '../../src/knowledge/workflows.js';
import { criterionIds } from '../../src/spec/schema.js';

const topics = allTopics();
const activity = {
  signal: new AbortController().signal,
  report: () => {},
  resolvePath: async (path: string) => path,
};

describe('everything that an answer names is a topic', () => {
  test.each([
    ['concept', readConcepts().map(({ id }) => id)],
    ['principle', readPrinciples().map(({ id }) => id)],
    ['criterion', criterionIds],
    ['cause', causeIds],
    ['question', readQuestions().map(({ id }) => `question-${id}`)],
    ['workflow', readWorkflows().map(({ name }) => name.replaceAll('_', '-'))],
    ['rule', allRules().map(({ id }) => id)],
  ] as const)('each %s', async (kind, ids) => {
    expect(ids.length).toBeGreaterThan(8);
    for (const id of ids) {
      const topic = findTopic(topics, id);
      expect(topic.id).toBe(id);
      expect(topic.pages.map((page) => page.kind)).toContain(kind);
      for (const page of topic.pages) expect(page.markdown.length, `${id} as ${page.kind}`).toBeGreaterThan(60);
    }
  });

  test('a page of a rule does not say its title again', () => {
    const { title, pages } = findTopic(topics, 'DL3008');
    expect(pages.map(({ markdown }) => markdown).join('\n')).not.toContain(`${title}.`);
  });

  test('each name of a rule in other tools', () => {
    for (const { aliases } of allRules())
      for (const alias of aliases) expect(topicNamed(topics, alias), alias).not.toBeNull();
  });

  test('what ShellCheck finds', () => {
    expect(findTopic(topics, 'shellcheck-sc2086').pages[0]?.markdown).toContain(
      'https://www.shellcheck.net/wiki/SC2086',
    );
    expect(findTopic(topics, 'SC2086').id).toBe('shellcheck-sc2086');
  });

  test('all that is related exists', () => {
    for (const { id, related } of topics.values())
      expect(
        related.filter((other) => !topics.has(other)),
        id,
      ).toEqual([]);
  });
});

describe('a topic is found by', () => {
  test.each([
    ['its id', 'exit-codes', 'exit-codes'],
    ['its title', 'Exit Codes', 'exit-codes'],
    ['underscores', 'exit_codes', 'exit-codes'],
    ['a word of another language', 'Schichten', 'layers'],
    ['one with accents', 'codigo de salida', 'exit-codes'],
    ['a number', '137', 'exit-codes'],
    ['with a typo', 'layrs', 'layers'],
    ['with two', 'exti-coeds', 'exit-codes'],
    ["hadolint's name", 'DL3008', 'apt-pin'],
  ])('%s', (_, name, id) => {
    expect(findTopic(topics, name).id).toBe(id);
  });

  test('a concept comes first where a principle has its name, and the principle after it', () => {
    for (const topic of topics.values()) {
      const kinds = topic.pages.map(({ kind }) => kind);
      const order = ['concept', 'guide', 'principle', 'criterion', 'cause', 'check', 'question', 'workflow', 'rule'];
      expect(kinds).toEqual([...kinds].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    }
  });

  test.each([
    ['layering', 'layers'],
    ['restarting policy', 'restart-policies'],
    ['the exit', 'exit-codes'],
  ])('%s suggests the nearest', (name, near) => {
    expect(() => findTopic(topics, name)).toThrow(
      expect.objectContaining({ code: 'invalid-input', hint: expect.stringContaining(near) }),
    );
  });

  test.each([['constructor'], ['__proto__'], ['x'.repeat(200)], ['\u001b[2Jlayers\n'], ['?'], ['日本']])(
    'nothing for %j, which ends in a fault on one line',
    (name) => {
      expect(() => findTopic(topics, name)).toThrow(
        expect.objectContaining({ code: 'invalid-input', message: expect.not.stringMatching(/[\u0000-\u001f]/) }),
      );
    },
  );
});

describe('words of the command line', () => {
  test.each([
    [['exit', 'codes'], { topic: 'exit codes' }],
    [['layer-order', '.'], { topic: 'layer-order', path: '.' }],
    [['copy', 'on', 'write', './shop'], { topic: 'copy on write', path: './shop' }],
    [['layers'], { topic: 'layers' }],
    [[], {}],
  ])('%j', ([topic = '', ...words], read) => {
    expect(readWords({ topic, ...(words.length ? { words } : {}) })).toEqual(read);
  });
});

describe('an answer', () => {
  test('without a topic is the list, with all it is the book', async () => {
    const list = await explain({}, activity);
    expect(list).toMatchObject({
      topic: 'topics',
      related: expect.arrayContaining(['layers', 'non-root', 'cold-start']),
    });
    const book = await explain({ topic: 'all' }, activity);
    for (const { body } of readConcepts()) expect(book.markdown).toContain(body);
  });

  test.each([[{ topic: 'layers', image: 'a', container: 'b' }], [{ image: 'a' }], [{ topic: 'all', path: '.' }]])(
    '%j is refused',
    async (request) => {
      await expect(explain(request, activity)).rejects.toMatchObject({ code: 'invalid-input' });
    },
  );
});
