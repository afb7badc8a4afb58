import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { type Artifact, generateFiles } from '../../src/generate/generate-files.js';
import { isOurs } from '../../src/generate/signature.js';
import { aProject, aSpec, type ProjectChanges } from './a-project.js';

const all: Artifact[] = ['dockerfile', 'dockerignore', 'compose', 'env', 'ci', 'kubernetes', 'docs'];

async function generate(
  changes: ProjectChanges = {},
  spec: Parameters<typeof aSpec>[1] = {},
  artifacts: Artifact[] = all,
) {
  const project = aProject(changes);
  const generated = await generateFiles(project, aSpec(project, spec), { artifacts });
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

describe('kubernetes.yaml', () => {
  test('is as hardened as the proof, with the same health facts', async () => {
    const { text } = await generate(
      {
        routes: [
          { method: 'GET', path: '/health', file: 'main.py' },
          { method: 'GET', path: '/ready', file: 'main.py' },
        ],
      },
      {
        environment: [
          { name: 'API_KEY', secret: true, required: true },
          { name: 'MODE', default: '$(id) yes' },
        ],
        volumes: ['/app/data'],
        registry: { repository: 'ghcr.io/me/x', tags: [] },
      },
    );
    const [deployment, service, claim] = (parseAllDocuments(text('kubernetes.yaml')) as { toJS(): unknown }[]).map(
      (one) => one.toJS(),
    ) as [
      {
        kind: string;
        spec: { template: { spec: Record<string, unknown> & { containers: Record<string, unknown>[] } } };
      },
      { kind: string },
      { kind: string },
    ];
    expect([deployment.kind, service.kind, claim.kind]).toEqual(['Deployment', 'Service', 'PersistentVolumeClaim']);
    const pod = deployment.spec.template.spec;
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.containers[0]).toMatchObject({
      image: 'ghcr.io/me/x:1.0.0',
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      livenessProbe: { httpGet: { path: '/health', port: 'http' } },
      readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
      startupProbe: { httpGet: { path: '/health', port: 'http' } },
      env: [
        { name: 'PORT', value: '8000' },
        { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'task-api-secrets', key: 'API_KEY' } } },
        { name: 'MODE', value: '$$(id) yes' },
      ],
    });
  });

  test('runs a job as a Job', async () => {
    const { text } = await generate({ kind: 'job', port: null, command: ['python', 'job.py'], healthPath: null });
    expect((parse(text('kubernetes.yaml')) as { kind: string }).kind).toBe('Job');
  });
});

describe('the workflow', () => {
  test('proves before it pushes, and pushes what was proven', async () => {
    const { text } = await generate({}, { registry: { repository: 'ghcr.io/me/task-api', tags: [] } });
    const workflow = parse(text('.github/workflows/container.yml')) as {
      jobs: {
        image: { steps: { run?: string; uses?: string; with?: Record<string, unknown> }[]; permissions: unknown };
      };
    };
    const { steps, permissions } = workflow.jobs.image;
    const at = (part: string) => steps.findIndex(({ run, uses }) => (run ?? uses ?? '').includes(part));
    expect(at('docker/build-push-action')).toBeLessThan(at('verify'));
    expect(at('verify')).toBeLessThan(at('docker push'));
    expect(permissions).toEqual({ contents: 'read', packages: 'write' });
    for (const { uses } of steps) if (uses) expect(uses).toMatch(/@v\d+$/);
    expect(steps[at('login')]?.with).toMatchObject({ registry: 'ghcr.io', password: '${{ secrets.GITHUB_TOKEN }}' });
  });

  test('without a registry it does not push', async () => {
    expect((await generate()).text('.github/workflows/container.yml')).not.toMatch(/docker push|login-action/);
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
