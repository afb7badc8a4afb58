import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftSpec, imageName } from '../../src/spec/draft.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { specSchema } from '../../src/spec/schema.js';
import { renderSpec, updateSpecText } from '../../src/spec/write-spec.js';
import { aProject } from './a-project.js';

const defaultCriteria = [
  'image-size',
  'non-root',
  'health',
  'cold-start',
  'configuration',
  'secrets',
  'graceful-shutdown',
  'read-only-root',
  'logs',
  'rebuild',
];

describe('a draft', () => {
  test('sets the default criteria, the command and the environment without PORT', async () => {
    const { spec } = await draftSpec(aProject());
    expect(Object.keys(spec.criteria)).toEqual(defaultCriteria);
    expect(spec.criteria.health).toEqual({ path: '/health', within: '3s' });
    expect(spec.criteria['image-size']).toEqual({ max: '200MB' });
    expect(spec.app).toMatchObject({ name: 'shop-api', version: '1.2.0', port: 8000, entrypoint: 'main:app' });
    expect(spec.environment).toEqual([
      { name: 'LOG_LEVEL', default: 'INFO' },
      { name: 'DATABASE_URL', secret: true, required: false },
    ]);
    expect(spec.services).toEqual([{ name: 'postgres', required: false, env: 'DATABASE_URL' }]);
  });

  test('of what serves no port has neither health nor cold start', async () => {
    const { spec } = await draftSpec(
      aProject({ port: null, kind: 'job', healthPath: null, command: ['python', 'job.py'] }),
    );
    expect(Object.keys(spec.criteria)).toEqual(defaultCriteria.filter((id) => id !== 'health' && id !== 'cold-start'));
    expect(spec.app.port).toBeNull();
  });

  test('asks for TCP where no route was found, and takes the answer', async () => {
    const project = aProject({
      healthPath: null,
      questions: [{ id: 'health', question: '?', why: '', default: 'tcp' }],
    });
    expect((await draftSpec(project)).spec.criteria.health).toEqual({ tcp: true, within: '3s' });
    const answered = await draftSpec(project, { answers: { health: '/alive' } });
    expect(answered.spec.criteria.health).toEqual({ path: '/alive', within: '3s' });
    expect(answered.questions.map(({ id }) => id)).toEqual(['registry']);
    await expect(draftSpec(project, { answers: { health: 'alive' } })).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('applies answers about services and the registry, and refuses unknown ids', async () => {
    const { spec, questions } = await draftSpec(aProject(), {
      answers: { 'service-postgres': 'required', registry: 'ghcr.io/me/shop' },
    });
    expect(spec.services[0]?.required).toBe(true);
    expect(spec.registry?.repository).toBe('ghcr.io/me/shop');
    expect(questions).toEqual([]);
    expect((await draftSpec(aProject(), { answers: { registry: 'none' } })).spec.registry?.repository).toBeNull();
    await expect(draftSpec(aProject(), { answers: { registry: 'ghcr.io/OWNER/shop' } })).rejects.toMatchObject({
      code: 'invalid-input',
      message:
        'An answer cannot be used: registry.repository: expected a repository in lower case, such as ghcr.io/me/app',
    });
    await expect(draftSpec(aProject(), { answers: { nothing: 'x' } })).rejects.toThrow(
      /no question with the id "nothing"/,
    );
  });

  test('a default that is taken as the answer makes a valid Spec', async () => {
    const { questions } = await draftSpec(aProject());
    const answers = Object.fromEntries(questions.map(({ id, default: taken }) => [id, taken]));
    expect((await draftSpec(aProject(), { answers })).questions).toEqual([]);
  });

  test('gives models room and never carries a secret default', async () => {
    const { spec } = await draftSpec(
      aProject({
        dependencies: { ...aProject().dependencies, direct: [{ name: 'torch', specifier: '', extras: [] }] },
        environment: [{ name: 'API_KEY', default: 'sk-real', required: true, secret: true, file: 'a.py' }],
      }),
    );
    expect(spec.resources).toEqual({ memory: '8GB', cpus: 4, shm: '1GB' });
    expect(spec.environment).toEqual([{ name: 'API_KEY', secret: true, required: true }]);
    expect(JSON.stringify(spec)).not.toContain('sk-real');
  });

  test('refuses a start command that carries a secret', async () => {
    const command = ['uvicorn', 'main:app', '--header', 'X:AKIAIOSFODNN7EXAMPLE', '--port', '${PORT}'];
    await expect(draftSpec(aProject({ command }))).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('secret'),
    });
  });

  test('without a start command names the next step', async () => {
    await expect(draftSpec(aProject({ command: null, entrypoint: null }))).rejects.toMatchObject({
      code: 'not-supported',
      hint: expect.stringContaining('--app'),
    });
  });
});

describe('the written Spec', () => {
  test('reads back as it was, for hostile goals, defaults and commands too', async () => {
    const { spec } = await draftSpec(aProject());
    expect(parseSpec(renderSpec(spec))).toEqual(spec);
    const line = fc.string({ unit: 'binary', maxLength: 60 }).filter((text) => !/[\u0000-\u001f\u007f]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), line, async (goal, value, word) => {
        const hostile = specSchema.parse({
          ...spec,
          goal,
          environment: [{ name: 'A', default: value }],
          app: { ...spec.app, command: ['python', word] },
        });
        expect(parseSpec(renderSpec(hostile))).toEqual(hostile);
      }),
    );
  });

  test('keeps the comments and the order of a person when answers change it', async () => {
    const { spec } = await draftSpec(aProject());
    const text = renderSpec(spec).replace('criteria:', 'criteria: # ours, agreed with the platform team');
    const after = structuredClone(spec);
    after.criteria.health = { path: '/alive', within: '3s' };
    const updated = updateSpecText(text, spec, after);
    expect(updated).toContain('# ours, agreed with the platform team');
    expect(parseSpec(updated)).toEqual(after);
    expect(updateSpecText(text, spec, spec)).toBe(text);
  });

  test.each([
    ['app: [', /not valid YAML/],
    ['apiVersion: dockwright/v2', /apiVersion/],
    ['- a', /the document/],
  ])('%j is refused', (text, message) => expect(() => parseSpec(text)).toThrow(message));

  test('with thousands of aliases is refused at once', () => {
    const aliases = Array.from({ length: 5000 }, () => '*a').join(', ');
    expect(() => parseSpec(`goal: &a x\nlist: [${aliases}]\n`)).toThrow(/more than 100 aliases/);
  });

  test('names the line of a wrong field', async () => {
    const { spec } = await draftSpec(aProject());
    const text = renderSpec(spec).replace('200MB', 'huge');
    const line = text.split('\n').findIndex((row) => row.includes('huge')) + 1;
    expect(() => parseSpec(text)).toThrow(`container.spec.yaml:${line}: criteria.image-size.max: expected a size`);
  });
});

test('any name becomes one that an image may have', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(imageName(name)).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    }),
  );
  expect(imageName('My  Cool_App!')).toBe('my-cool-app');
});
