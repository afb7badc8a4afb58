import { describe, expect, test } from 'vitest';
import { lintCompose } from '../../../src/audit/compose/lint-compose.js';
import { composeRules } from '../../../src/audit/compose/rules/compose-rules.js';
import { defaultRuleSettings } from '../../../src/audit/dockerfile/rule-settings.js';
import { generateFiles } from '../../../src/generate/generate-files.js';
import { packagePath } from '../../../src/knowledge/package-root.js';
import type { Project } from '../../../src/project/project.js';
import { readProject } from '../../../src/project/read-project.js';
import { draftSpec } from '../../../src/spec/draft.js';
import type { Spec } from '../../../src/spec/schema.js';
import { aProject, aSpec, dependency } from '../../generate/a-project.js';

const defaults = composeRules.filter(({ profile }) => profile === 'default');

/** Findings of the Compose files that are written for a project, as `file: rule`. */
async function findings(project: Project, spec: Spec): Promise<string[]> {
  const { files } = await generateFiles(project, spec, { artifacts: ['compose', 'env'] });
  const compose = files.filter(({ path }) => path.startsWith('compose'));
  expect(compose.length).toBeGreaterThan(1);
  return compose.flatMap(({ path, content }) =>
    lintCompose(content, defaults, defaultRuleSettings, path).map(({ rule }) => `${path}: ${rule}`),
  );
}

describe('what generate writes has no finding', () => {
  test.each(['task-api', 'agent-service', 'task-db'])('for examples/%s', async (example) => {
    const activity = { signal: new AbortController().signal, report: () => undefined };
    const project = await readProject(packagePath(`examples/${example}`), activity);
    const { spec } = await draftSpec(project, { answers: {} });
    expect(await findings(project, spec)).toEqual([]);
  });

  test.each([
    'postgres',
    'mysql',
    'mariadb',
    'redis',
    'mongo',
    'rabbitmq',
    'qdrant',
    'weaviate',
    'chroma',
    'neo4j',
    'elasticsearch',
    'memcached',
    'nats',
    'clickhouse',
    'ollama',
  ])('with %s beside it', async (name) => {
    const project = aProject({ services: [{ name, required: true, env: 'SERVICE_URL' }] });
    expect(
      await findings(project, aSpec(project, { services: [{ name, required: true, env: 'SERVICE_URL' }] })),
    ).toEqual([]);
  });

  test('with a private index, several volumes, secrets, workers and a GPU', async () => {
    const project = aProject({
      accelerator: 'cuda',
      dependencies: {
        privateIndexes: [{ name: 'ours', url: 'https://packages.example.com/simple' }],
        direct: [dependency('fastapi'), dependency('celery')],
      },
    });
    const spec = aSpec(project, {
      volumes: ['/data', '/models'],
      environment: [
        { name: 'API_KEY', secret: true, required: true },
        { name: 'MODE', default: '0755', secret: false, required: false },
        { name: 'VERBOSE', default: 'off', secret: false, required: false },
      ],
    });
    expect(await findings(project, spec)).toEqual([]);
  });
});
