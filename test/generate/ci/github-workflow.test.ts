import { execFileSync } from 'node:child_process';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { currentSurroundings } from '../../../src/engine/docker-config.js';
import { findProgram } from '../../../src/engine/find-program.js';
import { actions } from '../../../src/generate/ci/actions.js';
import type { TestCommand } from '../../../src/project/project.js';
import { version } from '../../../src/version.js';
import { generated } from '../generated.js';

interface Step {
  name?: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  env?: Record<string, string>;
  with?: Record<string, unknown>;
}
interface Job {
  needs?: string[];
  if?: string;
  permissions: Record<string, string>;
  'timeout-minutes': number;
  steps: Step[];
}

const path = '.github/workflows/container.yml';
const pytest: TestCommand = {
  tool: 'uv',
  install: ['uv', 'sync', '--locked', '--extra', 'test'],
  run: ['uv', 'run', '--no-sync', 'pytest'],
  file: 'pyproject.toml',
};
const repositories = {
  none: undefined,
  ghcr: { repository: 'ghcr.io/me/task-api', tags: [] },
  other: { repository: 'registry.example.com:5000/team/task-api', tags: [] },
  hub: { repository: 'me/task-api', tags: [] },
};
const cases = (['none', 'ghcr', 'other', 'hub'] as const).flatMap((name) =>
  [null, pytest].map((testCommand) => [name, testCommand] as const),
);

async function workflow(registry: keyof typeof repositories = 'ghcr', testCommand: TestCommand | null = pytest) {
  const { files } = await generated(['ci'], {
    project: testCommand ? { testCommand } : {},
    spec: repositories[registry] ? { registry: repositories[registry] } : {},
  });
  const text = files.get(path) as string;
  return {
    text,
    ...(parse(text) as { on: object; permissions: object; concurrency: object; jobs: Record<string, Job> }),
  };
}

const stepsOf = (jobs: Record<string, Job>) => Object.values(jobs).flatMap(({ steps }) => steps);

const actionlint = await findProgram('actionlint', currentSurroundings());

describe('the GitHub workflow', () => {
  test.each(cases)('for %s is one by the parser of GitHub Actions itself', async (registry, testCommand) => {
    const { text } = await workflow(registry, testCommand);
    const { context, value } = parseWorkflow({ name: path, content: text }, new NoOperationTraceWriter());
    expect(context.errors.getErrors()).toEqual([]);
    const template = await convertWorkflowTemplate(context, value as NonNullable<typeof value>);
    expect(template.errors ?? []).toEqual([]);
    expect(template.jobs.map(({ id }) => id.value)).toEqual([
      'lint',
      ...(testCommand ? ['test'] : []),
      'image',
      'report',
      ...(registry === 'none' ? [] : ['push']),
    ]);
  });

  test.skipIf(actionlint === null)('passes actionlint (needs actionlint on PATH)', async () => {
    for (const [registry, testCommand] of cases) {
      const { text } = await workflow(registry, testCommand);
      expect(execFileSync(actionlint as string, ['-'], { input: text, encoding: 'utf8' })).toBe('');
    }
  });

  test('gives each job what it needs and no more; the one that runs the project’s code can write nothing', async () => {
    const { permissions, jobs } = await workflow();
    expect(permissions).toEqual({});
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
      lint: { contents: 'read' },
      test: { contents: 'read' },
      image: { contents: 'read' },
      report: { actions: 'read', contents: 'read', 'security-events': 'write' },
      push: { contents: 'read', packages: 'write', 'id-token': 'write', attestations: 'write' },
    });
    expect((await workflow('other')).jobs.push?.permissions).not.toHaveProperty('packages');
    expect(jobs.report?.steps.filter(({ run }) => run)).toEqual([]);
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    for (const { uses = '', with: inputs } of stepsOf(jobs))
      if (uses.startsWith('actions/checkout@')) expect(inputs).toEqual({ 'persist-credentials': false });
  });

  test('pins every action by commit, with its version as a comment', async () => {
    const { text, jobs } = await workflow();
    const used = [...text.matchAll(/uses: (\S+?)@(\S+) # (\S+)/g)].map(([, ...parts]) => parts);
    expect(used).toHaveLength(stepsOf(jobs).filter(({ uses }) => uses).length);
    for (const pin of used) expect(Object.values(actions)).toContainEqual(pin);
    for (const [, commit, release] of Object.values(actions)) {
      expect(commit).toMatch(/^[0-9a-f]{40}$/);
      expect(release).toMatch(/^v\d+\.\d+\.\d+$/);
    }
    expect(new Set(used.map(([repository]) => repository)).size).toBe(Object.keys(actions).length);
  });

  test('puts no expression and no secret into a command', async () => {
    for (const registry of ['ghcr', 'other'] as const) {
      const { text, jobs } = await workflow(registry);
      for (const { run = '', env = {} } of stepsOf(jobs)) {
        expect(run).not.toContain('${{');
        expect(JSON.stringify(env)).not.toContain('secrets.');
      }
      const secrets = text.split('\n').filter((line) => line.includes('secrets.'));
      expect(secrets.map((line) => line.trim().split(':')[0])).toEqual(
        registry === 'ghcr' ? ['password'] : ['username', 'password'],
      );
    }
  });

  test('proves before it pushes, and pushes the very image that was proven, for a version’s tag alone', async () => {
    const { jobs, concurrency } = await workflow();
    const at = (steps: Step[], part: string) => steps.findIndex(({ run, uses }) => (run ?? uses ?? '').includes(part));
    const { steps } = jobs.image as Job;
    const order = ['build-push-action', ' verify .', '--sbom', 'docker save'].map((part) => at(steps, part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(steps[order[0] as number]?.with).toMatchObject({
      load: true,
      'cache-from': 'type=gha',
      'cache-to': 'type=gha,mode=max',
    });
    const push = jobs.push as Job;
    expect(push.needs).toEqual(['lint', 'test', 'image']);
    expect(push.if).toBe("startsWith(github.ref, 'refs/tags/v')");
    const shipping = ['docker load', 'login-action', ' push "$IMAGE"', 'cosign sign', 'attest-build-provenance'].map(
      (part) => at(push.steps, part),
    );
    expect(shipping).toEqual([...shipping].sort((a, b) => a - b));
    expect(shipping[0]).toBeGreaterThan(0);
    expect(push.steps[shipping[2] as number]?.run).toContain('--version "${GITHUB_REF_NAME#v}"');
    expect(concurrency).toMatchObject({ 'cancel-in-progress': "${{ github.event_name == 'pull_request' }}" });
  });

  test('runs the version of dockwright that wrote it', async () => {
    const { text } = await workflow();
    const called = [...text.matchAll(/npx --yes (\S+)/g)].map(([, name]) => name);
    expect(called.length).toBeGreaterThan(5);
    expect(new Set(called)).toEqual(new Set([`dockwright@${version}`]));
  });

  test('tests where a command was recognised, and pushes where the Spec names a registry', async () => {
    const { jobs } = await workflow();
    expect(jobs.test?.steps.flatMap(({ run }) => run ?? [])).toEqual([
      expect.stringMatching(/^python -m pip install uv==[\d.]+$/),
      'uv sync --locked --extra test',
      'uv run --no-sync pytest',
    ]);
    const { text } = await workflow('none', null);
    expect(text).not.toMatch(/docker save|login-action|cosign|pytest/);
    expect((await workflow('hub')).text).toContain('subject-name: "index.docker.io/me/task-api"');
  });
});
