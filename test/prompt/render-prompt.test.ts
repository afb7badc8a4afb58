import { describe, expect, test } from 'vitest';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { readQuestions } from '../../src/knowledge/questions.js';
import { anyOtherError, readPersona, readVerdicts, readWorkflows } from '../../src/knowledge/workflows.js';
import { readRepository } from '../../src/prompt/read-repository.js';
import { renderPrompt } from '../../src/prompt/render-prompt.js';
import { estimateTokens, mostTokens } from '../../src/prompt/tokens.js';
import { tools } from '../../src/tools/tools.js';
import { reader } from './reader.js';

const workflows = readWorkflows();
const named = workflows.map((workflow) => [workflow.name, workflow] as const);

test('the nine prompts, in the order in which they are offered', () => {
  expect(workflows.map(({ name }) => name)).toEqual([
    'containerize',
    'improve_dockerfile',
    'shrink_image',
    'harden_image',
    'debug_container',
    'prepare_for_kubernetes',
    'ship_image',
    'review_dockerfile',
    'teach',
  ]);
});

describe.each(named)('the workflow %s', (_, workflow) => {
  const calls = [...workflow.body.matchAll(/`([a-z]+_[a-z]+)(?: \{([^`]*)\})?`/g)];

  test('names only tools that exist, with inputs that they take', () => {
    const toolCalls = calls.filter(([, name]) => !workflows.some((other) => other.name === name));
    expect(toolCalls.length).toBeGreaterThan(2);
    for (const [whole, name, input = ''] of toolCalls) {
      const tool = tools.find((candidate) => candidate.name === name);
      expect(tool, whole).toBeDefined();
      // `{target: path, answers: {a: "b"}}`: what stands before a colon, or alone
      const outer = input.replace(/\{[^}]*\}|\[[^\]]*\]|\.{3}/g, '');
      const keys = outer.split(',').flatMap((part) => part.trim().split(':')[0]?.trim() || []);
      for (const key of keys) expect(Object.keys(tool?.input.shape ?? {}), whole).toContain(key);
    }
  });

  test('leads to questions, principles and verdicts that are written', () => {
    const known = {
      questions: readQuestions().map(({ id }) => id),
      principles: readPrinciples().map(({ id }) => id),
      verdicts: [...readVerdicts().keys()],
    };
    for (const key of ['questions', 'principles', 'verdicts'] as const)
      expect(workflow[key].filter((id) => !known[key].includes(id))).toEqual([]);
    expect(workflow.principles.length).toBeGreaterThan(0);
    expect(workflow.principles.length).toBeLessThanOrEqual(12);
  });

  test('says in steps what to do, and when it is done', () => {
    expect(workflow.body.match(/^\d\. \*\*/gm)?.length).toBeGreaterThanOrEqual(5);
    expect(workflow.body).toMatch(/^Done (?:when|with)/m);
    expect(workflow.title.length).toBeLessThan(40);
    expect(workflow.arguments.length).toBeGreaterThan(0);
  });

  test('as a prompt carries persona, steps, meanings and its own principles, and no others', () => {
    const text = renderPrompt(workflow, {}, null);
    expect(text).toContain(readPersona());
    expect(text).toContain(workflow.body);
    for (const verdict of workflow.verdicts) expect(text).toContain(`- \`${verdict}\`: `);
    for (const { id, title } of readPrinciples())
      expect(text.includes(`**${title}** (\`${id}\`)`), id).toBe(workflow.principles.includes(id));
  });

  test('costs less than 2,500 tokens: bare, with every argument, with each example', async () => {
    const arguments_ = workflow.arguments.map(({ name }) => name);
    const long = Object.fromEntries(arguments_.map((name) => [name, 'long words, '.repeat(500)]));
    const foreign = Object.fromEntries(arguments_.map((name) => [name, '容器<`\n'.repeat(500)]));
    for (const given of [{}, long, foreign])
      expect(estimateTokens(renderPrompt(workflow, given, null))).toBeLessThan(mostTokens);
    for (const example of ['task-api', 'agent-service', 'task-db']) {
      const path = `examples/${example}`;
      const note = await readRepository(path, workflow, { path }, reader);
      expect(note.isRead).toBe(true);
      for (const given of [{ path }, { ...long, path }, foreign])
        expect(estimateTokens(renderPrompt(workflow, given, note)), example).toBeLessThan(mostTokens);
    }
  });
});

test('every verdict that is written is carried by some prompt', () => {
  const carried = new Set([anyOtherError, ...workflows.flatMap(({ verdicts }) => verdicts)]);
  expect([...readVerdicts().keys()].filter((name) => !carried.has(name))).toEqual([]);
});

test('every question is put by some prompt, or by draft_spec and generate_dockerfile themselves', () => {
  const put = new Set(workflows.flatMap(({ questions }) => questions));
  const left = readQuestions()
    .map(({ id }) => id)
    .filter((id) => !put.has(id));
  // answered by every reading; the CUDA wheels of a lock file are asked about with the files
  expect(left).toEqual(['cuda-wheels', 'language', 'port']);
});

test('lines about a repository give way, never the workflow', () => {
  const [workflow] = workflows as [(typeof workflows)[number]];
  const note = { isRead: true, lines: Array.from({ length: 200 }, (_, index) => `open question number ${index}`) };
  const text = renderPrompt(workflow, { path: '/srv/shop' }, note);
  expect(estimateTokens(text)).toBeLessThan(mostTokens);
  expect(text).toContain('open question number 0\n');
  expect(text).toMatch(/\n\d+ lines more, which draft_spec gives\n<\/repository-data>/);
  expect(text).toContain(workflow.body);
});
