import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packagePath } from '../../src/knowledge/package-root.js';
import { questionPage, readQuestions, worded } from '../../src/knowledge/questions.js';
import { schemaFields } from '../../src/knowledge/schema-fields.js';
import { draftSpec } from '../../src/spec/draft.js';
import { specJsonSchema } from '../../src/spec/json-schema.js';
import { settledQuestions } from '../../src/spec/settle-answers.js';
import { aProject } from '../spec/a-project.js';

const questions = readQuestions();

/** What must be known before a Dockerfile is written. */
const wanted = `
goal language entrypoint app port health state service settings image-size cold-start memory vulnerabilities accelerator
cuda-wheels model-weights target registry compliance`
  .trim()
  .split(/\s+/);

test('everything that must be known has a question', () => {
  expect(questions.map(({ id }) => id)).toEqual([...wanted].sort());
});

describe.each(questions.map((question) => [question.id, question] as const))('the question %s', (id, question) => {
  test('is in a file of its name, with all its parts', () => {
    expect(readFileSync(packagePath(`prompts/questions/${id}.md`), 'utf8')).toContain(`id: ${id}\n`);
    expect(question.question).toMatch(/\?$/);
    expect(question.question).not.toContain('{');
    expect(question.default).not.toBe('undefined');
    for (const part of [question.why, question.answeredBy]) expect(part.length).toBeGreaterThan(50);
  });

  test('sets a part that the Spec has', () => {
    const paths = new Set(schemaFields(specJsonSchema()).map(({ path }) => path));
    expect(question.spec.filter((path) => !paths.has(path))).toEqual([]);
  });
});

test('every wording that the code asks for is written, and every one that is written is asked for', () => {
  const sources = ['project', 'spec', 'generate'].flatMap((stage) => {
    const folder = packagePath(`src/${stage}`);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
  });
  const all = sources.join('\n');
  const asked = new Set([...all.matchAll(/worded\('([\w-]+)'/g)].map(([, id]) => id));
  for (const { id, wordings } of questions) {
    expect(wordings.size > 0, id).toBe(asked.has(id));
    for (const key of wordings.keys()) expect(all, `${id}: ${key}`).toContain(`'${key.split(' ')[1]}'`);
  }
  // no sentence of a question stands in the code as well
  for (const { wordings, question } of questions)
    for (const text of [question, ...wordings.values()]) expect(all).not.toContain(text);
});

test('a wording takes values as they are, braces and dollars too', () => {
  const { question, why } = worded('service', {
    as: 'named',
    because: 'variable',
    values: { service: '$&{variable}', variable: '{place}', place: '$1' },
  });
  expect(question).toBe('Does the service need $&{variable} to start, or is it optional?');
  expect(why).toBe('{place} is read without a default ($1).');
});

test('a question of an answer leads to its page', () => {
  expect(questionPage('service-postgres')?.id).toBe('service');
  expect(questionPage('registry')?.id).toBe('registry');
  expect(questionPage('nothing')).toBeNull();
});

describe('an answer to what is not asked', () => {
  const answers: Record<string, string> = {
    goal: 'A demonstration',
    port: '9000',
    state: '/data, /uploads',
    'model-weights': '/models',
    'image-size': '300MB',
    'cold-start': '20s',
    memory: '1GB',
    vulnerabilities: '0',
    target: 'kubernetes',
    compliance: 'CIS, region eu',
  };

  test('is known of each', () => {
    expect(Object.keys(answers).sort()).toEqual([...settledQuestions].sort());
  });

  test.each(Object.entries(answers))('%s sets the part that its page names, and no other', async (id, answer) => {
    const before = (await draftSpec(aProject())).spec;
    const { spec } = await draftSpec(aProject(), { answers: { [id]: answer } });
    const changed = leaves(spec).filter(([path, value]) => new Map(leaves(before)).get(path) !== value);
    expect(changed.length).toBeGreaterThan(0);
    const named = questionPage(id)?.spec ?? [];
    expect(changed.filter(([path]) => !named.some((part) => path === part || path.startsWith(`${part}.`)))).toEqual([]);
  });

  test('is checked like the rest of the Spec', async () => {
    const wrong = { port: 'x', 'image-size': 'small', state: 'data', vulnerabilities: '-1' };
    for (const [id, answer] of Object.entries(wrong))
      await expect(draftSpec(aProject(), { answers: { [id]: answer } })).rejects.toMatchObject({
        code: 'invalid-input',
      });
  });

  test('"none" adds nothing', async () => {
    const { spec } = await draftSpec(aProject(), { answers: { compliance: 'none', state: 'none' } });
    expect(spec).toEqual((await draftSpec(aProject())).spec);
  });
});

function leaves(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}
