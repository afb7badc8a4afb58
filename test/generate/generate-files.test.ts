import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type Artifact, artifacts } from '../../src/generate/artifacts.js';
import { generateFiles } from '../../src/generate/generate-files.js';
import { isOurs } from '../../src/generate/signature.js';
import { aProject, aSpec, type ProjectChanges } from './a-project.js';

async function generate(
  changes: ProjectChanges = {},
  spec: Parameters<typeof aSpec>[1] = {},
  chosen: readonly Artifact[] = artifacts,
) {
  const project = aProject(changes);
  const generated = await generateFiles(project, aSpec(project, spec), { artifacts: chosen });
  return { ...generated, text: (path: string) => generated.files.find((file) => file.path === path)?.content ?? '' };
}

describe('generating', () => {
  test('gives what was asked for, and by default what a build and a run need', async () => {
    const project = aProject();
    const { files } = await generateFiles(project, aSpec(project));
    expect(files.map(({ path }) => path)).toEqual([
      'Dockerfile',
      '.dockerignore',
      'compose.yaml',
      'compose.dev.yaml',
      '.env.example',
    ]);
    expect((await generate({}, {}, ['docs'])).files.map(({ path }) => path)).toEqual(['CONTAINER.md']);
  });

  test('signs every file', async () => {
    for (const { path, content } of (await generate()).files) expect(isOurs(content), path).toBe(true);
  });

  test('follows principles that are written down', async () => {
    const known = new Set(
      (await readdir(new URL('../../prompts/principles', import.meta.url))).map((name) => name.replace(/\.md$/, '')),
    );
    const { rationale } = await generate(
      { services: [{ name: 'redis', required: false, env: 'REDIS_URL' }], dependencies: { added: ['gunicorn'] } },
      { volumes: ['/app/data'] },
    );
    for (const { principle } of rationale) expect(known).toContain(principle);
  });

  test('changes a few lines where a fact changes', async () => {
    const before = (await generate()).text('Dockerfile').split('\n');
    const after = (await generate({}, { app: { ...aSpec(aProject()).app, version: '1.1.0' } }))
      .text('Dockerfile')
      .split('\n');
    expect(after.filter((line, index) => line !== before[index])).toHaveLength(3);
  });
});

test('CONTAINER.md has the routes, the configuration and the deployment', async () => {
  const { text } = await generate(
    { description: 'Keeps *tasks* <b>', releaseCommands: [['python', 'manage.py', 'migrate']] },
    {
      environment: [
        { name: 'API_KEY', secret: true, default: 'sk-live' },
        { name: 'PIPE', default: 'a|`b`' },
      ],
    },
  );
  const guide = text('CONTAINER.md');
  expect(guide).toContain('| GET | `/health` | `main.py:5` |');
  expect(guide).toContain('| `API_KEY` | optional, secret |  |');
  expect(guide).toContain('| `PIPE` | optional | `` a\\|`b` `` |');
  expect(guide).toContain('Keeps \\*tasks\\* &lt;b\\>');
  expect(guide).toContain('`python manage.py migrate`');
  expect(guide).not.toContain('sk-live');
});
