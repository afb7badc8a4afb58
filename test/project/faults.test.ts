import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/project/read-project.js';
import { draftSpec } from '../../src/spec/draft.js';
import { folder, project, quiet, requirements } from './project.js';

const app = { 'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' };

describe('what cannot be read', () => {
  it('a missing path and a file', async () => {
    const root = folder({ 'file.txt': '' });
    await expect(readProject(join(root, 'nowhere'), quiet)).rejects.toMatchObject({
      code: 'path-not-found',
      hint: expect.any(String),
    });
    await expect(readProject(join(root, 'file.txt'), quiet)).rejects.toMatchObject({ code: 'not-a-folder' });
  });

  it('an empty folder, one without a project, one of another language', async () => {
    await expect(project({})).rejects.toMatchObject({
      code: 'no-project-found',
      message: expect.stringContaining('the folder is empty'),
    });
    await expect(project({ 'notes.txt': 'x' })).rejects.toMatchObject({
      code: 'no-project-found',
      message: expect.stringMatching(/^no project found in /),
      hint: expect.stringContaining('pyproject.toml'),
    });
    await expect(project({ 'package.json': '{}' })).rejects.toMatchObject({
      code: 'no-project-found',
      hint: expect.stringContaining('Node.js'),
    });
  });

  it('a project one level down: the hint names it', async () => {
    const inner = {
      'backend/requirements.txt': 'fastapi\n',
      'backend/main.py': app['main.py'],
      'frontend/package.json': '{}',
    };
    await expect(project(inner)).rejects.toMatchObject({
      code: 'no-project-found',
      hint: expect.stringContaining('the folder backend'),
    });
    expect((await project(inner, { app: 'backend' })).command?.[1]).toBe('main:app');
    await expect(
      project({ ...inner, 'services/mail/pyproject.toml': '[project]\nname = "mail"\n' }),
    ).rejects.toMatchObject({ hint: expect.stringContaining('backend, services/mail') });
  });

  it('an application outside the folder', async () => {
    await expect(project({ ...app, ...requirements('fastapi') }, { app: '../other' })).rejects.toMatchObject({
      code: 'path-refused',
    });
  });

  it('a malformed pyproject.toml, with its line, when it is the manifest', async () => {
    const broken = '[project]\nname = "x"\ndependencies = ["fastapi"\nversion = \n';
    await expect(project({ ...app, 'pyproject.toml': broken })).rejects.toMatchObject({
      code: 'invalid-manifest',
      message: expect.stringMatching(/^pyproject\.toml:\d+ is not valid TOML/),
      hint: expect.stringContaining('Correct that line'),
    });
    const secondary = await project({ ...app, 'pyproject.toml': broken, ...requirements('fastapi') });
    expect(secondary.dependencies.manager).toBe('pip');
    expect(secondary.warnings.join()).toContain('it was left out of account');
  });

  it('a malformed lock file', async () => {
    const pyproject = '[project]\nname = "x"\ndependencies = []\n';
    await expect(project({ ...app, 'pyproject.toml': pyproject, 'uv.lock': '[[package]\n' })).rejects.toMatchObject({
      code: 'invalid-manifest',
      hint: expect.stringContaining('uv lock'),
    });
    await expect(project({ ...app, Pipfile: '[packages]\n', 'Pipfile.lock': '{' })).rejects.toMatchObject({
      code: 'invalid-manifest',
      hint: expect.stringContaining('pipenv lock'),
    });
  });

  it('a conda environment alone', async () => {
    await expect(
      project({ ...app, 'environment.yml': 'name: x\ndependencies:\n  - python=3.11\n' }),
    ).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('environment.yml'),
      hint: expect.stringContaining('requirements.txt'),
    });
    expect(
      (await project({ ...app, 'environment.yml': 'name: x\n', ...requirements('fastapi') })).dependencies.manager,
    ).toBe('pip');
  });

  it('a library with nothing to start: no command, and a question', async () => {
    const found = await project({
      'pyproject.toml': '[project]\nname = "lib"\ndependencies = []\n',
      'lib/__init__.py': 'x = 1\n',
    });
    expect(found).toMatchObject({ command: null, entrypoint: null, port: null });
    expect(found.questions.map(({ id }) => id)).toEqual(['entrypoint']);
  });

  it('a source that cannot be read is named where nothing starts', async () => {
    const big = { 'main.py': `${'x = 1\n'.repeat(200_000)}` };
    const found = await project({ ...requirements('fastapi'), ...big });
    expect(found.questions.find(({ id }) => id === 'entrypoint')?.why).toContain('main.py was not read: it is larger');
    await expect(draftSpec(found)).rejects.toMatchObject({
      code: 'not-supported',
      message: expect.stringContaining('main.py was not read: it is larger than 1 MB.'),
    });
    await expect(project({ 'main.py': Buffer.from([0, 1, 2]) })).rejects.toMatchObject({
      code: 'no-project-found',
      message: expect.stringContaining('main.py was not read: it is not text'),
    });
  });

  it.skipIf(process.platform === 'win32')('so is a pipe, which nobody waits for', async () => {
    const root = folder(requirements('fastapi'));
    execFileSync('mkfifo', [join(root, 'main.py')]);
    await expect(draftSpec(await readProject(root, quiet))).rejects.toMatchObject({
      message: expect.stringContaining('Ignored main.py: it is not a regular file.'),
    });
  });

  it('a list of requirements that is not text, with what the code imports in its place', async () => {
    const found = await project({ ...app, 'requirements.txt': Buffer.from([0x80, 0, 0, 1]) });
    expect(found.warnings.join('\n')).toContain('requirements.txt was not read: it is not text');
    expect(found.dependencies).toMatchObject({ manager: 'none', manifests: [], added: ['fastapi', 'uvicorn'] });
  });

  it('a Compose file that is no YAML', async () => {
    const found = await project({ ...app, ...requirements('fastapi'), 'compose.yaml': 'services: [\n  a: {' });
    expect(found.warnings).toEqual([
      'compose.yaml was left out of account: it is not a YAML mapping, as Compose wants.',
    ]);
  });

  it('is stopped by the signal', async () => {
    await expect(readProject(folder(app), { signal: AbortSignal.abort(), report() {} })).rejects.toThrow(/abort/i);
  });
});
