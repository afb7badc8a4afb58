import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../generated.js';

interface Job {
  stage: string;
  extends?: string;
  script: string[];
  before_script?: string[];
  rules?: { if: string }[];
  id_tokens?: object;
  interruptible?: boolean;
}

/** Names that GitLab takes for settings, not for jobs. */
const reserved = [
  'image',
  'services',
  'stages',
  'before_script',
  'after_script',
  'variables',
  'cache',
  'include',
  'pages',
];

async function pipeline(repository: string | null, tested = true) {
  const { files } = await generated(['gitlab'], {
    project: tested
      ? {
          testCommand: {
            tool: null,
            install: ['python', '-m', 'pip', 'install', '-r', 'requirements.txt'],
            run: ['python', '-m', 'pytest'],
            file: 'requirements.txt',
          },
        }
      : {},
    spec: repository ? { registry: { repository, tags: [] } } : {},
  });
  const text = files.get('.gitlab-ci.yml') as string;
  const { stages, workflow, default: defaults, variables, ...jobs } = parse(text) as Record<string, unknown>;
  return {
    text,
    stages: stages as string[],
    workflow,
    defaults,
    variables,
    jobs: jobs as unknown as Record<string, Job>,
  };
}

describe('the GitLab pipeline', () => {
  test('has a job for each stage, none by a name that means something else', async () => {
    const { stages, jobs } = await pipeline('registry.gitlab.com/me/task-api');
    const named = Object.entries(jobs).filter(([name]) => !name.startsWith('.'));
    expect(stages).toEqual(['lint', 'test', 'build', 'push']);
    expect(named.map(([, { stage }]) => stage)).toEqual(stages);
    for (const [name, { script, extends: parent }] of named) {
      expect(reserved).not.toContain(name);
      expect(script.every((line) => typeof line === 'string')).toBe(true);
      if (parent) expect(jobs).toHaveProperty([parent]);
    }
  });

  test('proves before it pushes, for a version’s tag alone, and signs by its own identity', async () => {
    const { jobs } = await pipeline('registry.gitlab.com/me/task-api');
    const lines = jobs.container?.script ?? [];
    const order = ['docker buildx build', ' verify .', '--sbom', 'docker save'].map((part) =>
      lines.findIndex((line) => line.includes(part)),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
    expect(jobs.push).toMatchObject({
      rules: [{ if: '$CI_COMMIT_TAG =~ /^v\\d+\\.\\d+\\.\\d+/' }],
      id_tokens: { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } },
      interruptible: false,
    });
  });

  test.each([
    ['registry.gitlab.com/me/task-api', '$CI_REGISTRY_PASSWORD'],
    ['ghcr.io/me/task-api', '$REGISTRY_PASSWORD'],
  ])('the password for %s comes over standard input', async (repository, variable) => {
    const { text } = await pipeline(repository);
    const lines = text.split('\n').filter((line) => line.includes('PASSWORD'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`printf '%s' "${variable}" | docker login`);
    expect(lines[0]).toContain('--password-stdin');
  });

  test('without a registry or tests it has neither job', async () => {
    const { stages, jobs, text } = await pipeline(null, false);
    expect(stages).toEqual(['lint', 'test', 'build']);
    expect(Object.keys(jobs)).toEqual(['.docker', 'lint', 'container']);
    expect(text).not.toMatch(/docker save|docker login|cosign/);
  });
});
