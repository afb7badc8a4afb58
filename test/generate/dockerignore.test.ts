import dockerignoreModule from '@balena/dockerignore';
import { describe, expect, test } from 'vitest';
import { neededPaths, renderDockerignore } from '../../src/generate/dockerignore.js';
import { loadTemplates } from '../../src/generate/templates.js';
import { aProject, type ProjectChanges } from './a-project.js';

async function ignore(changes: ProjectChanges = {}) {
  const project = aProject(changes);
  const { file, warnings } = await renderDockerignore(project, await loadTemplates());
  const matcher = dockerignoreModule.default().add(file.content);
  return { project, content: file.content, warnings, ignores: (path: string) => matcher.ignores(path) };
}

describe('.dockerignore', () => {
  test.each([
    '.env',
    'config/.env.production',
    'certs/server.key',
    '.git/config',
    '.venv/bin/python',
    'app/__pycache__/main.cpython-313.pyc',
    'tests/test_main.py',
    'README.md',
    'Dockerfile',
    'compose.dev.yaml',
    'docker-compose.yml',
    'container.spec.yaml',
    'Dockerfile.dev',
    'debug.log',
  ])('keeps %s out', async (path) => {
    const { ignores } = await ignore({ topLevel: ['main.py', 'README.md', 'tests/'] });
    expect(ignores(path)).toBe(true);
  });

  test.each([
    'main.py',
    'templates/index.html',
    'static/site.css',
    'data/words.json',
    'app/tests.py',
    'security.py',
    'agents/base.py',
    'pyproject.toml',
    'uv.lock',
    'keys.py',
    'environment.py',
  ])('lets %s in', async (path) => {
    const { ignores } = await ignore({
      topLevel: ['main.py', 'security.py', 'agents/', 'templates/', 'static/', 'data/', 'app/'],
    });
    expect(ignores(path)).toBe(false);
  });

  test('what the service or the build backend needs is let in, whatever it is called', async () => {
    const needed: ProjectChanges = {
      topLevel: ['README.md', 'docs/', 'examples/', 'build/', 'LICENSE'],
      runtimePaths: ['main.py', 'docs', 'build', 'logs/seed.log'],
      dependencies: { backendFiles: ['README.md', 'LICENSE'], localPackages: ['dist'] },
    };
    const { ignores, project, content } = await ignore(needed);
    for (const path of neededPaths(project)) expect(ignores(path), path).toBe(false);
    expect(ignores('build/index.html')).toBe(false);
    expect(ignores('examples/x.py')).toBe(true);
    expect(content).toContain('# Needed by the build after all\n!dist\n!build\n!logs/seed.log\n');
  });

  test('a package keeps its README and LICENSE even where nothing names them', async () => {
    const { ignores } = await ignore({
      topLevel: ['README.md', 'LICENSE', 'tests/'],
      dependencies: { installsProject: true },
    });
    expect(ignores('README.md')).toBe(false);
    expect(ignores('tests/x.py')).toBe(true);
  });

  test('a secret stays out although something names it, and the answer says so', async () => {
    const { ignores, warnings } = await ignore({ runtimePaths: ['main.py', '.env', 'certs/server.key'] });
    expect(ignores('.env')).toBe(true);
    expect(ignores('certs/server.key')).toBe(true);
    expect(warnings).toHaveLength(2);
  });

  test.each(['#notes', '!important', 'a*b', 'a?b', 'a[b]c', ' lead', 'trail ', 'back\\slash', 'new\nline'])(
    'the name %j is taken literally',
    async (name) => {
      const { ignores } = await ignore({ runtimePaths: [`build/${name}`, name], topLevel: [] });
      expect(ignores(`build/${name}`)).toBe(false);
    },
  );

  test('follows the same project, not the state of a working copy', async () => {
    const clean = await ignore({ topLevel: ['main.py'] });
    const worked = await ignore({
      topLevel: ['main.py', '.venv/', '.pytest_cache/', '__pycache__/', '.idea/', 'dist/'],
    });
    expect(worked.content).toBe(clean.content);
  });
});
