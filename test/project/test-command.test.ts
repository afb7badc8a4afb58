import { describe, expect, test } from 'vitest';
import { type Files, project } from './project.js';

const service: Files = {
  'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
  'tests/test_main.py': 'def test_it():\n    pass\n',
};
const pyproject = (...lines: string[]) => ({
  ...service,
  'pyproject.toml': [
    '[project]',
    'name = "shop"',
    'version = "1.0.0"',
    'dependencies = ["fastapi"]',
    ...lines,
    '',
  ].join('\n'),
});
const uvLock = {
  'uv.lock': 'version = 1\n\n[[package]]\nname = "shop"\nversion = "1.0.0"\nsource = { virtual = "." }\n',
};

const command = async (files: Files) => {
  const found = (await project(files)).testCommand;
  return found ? [found.install.join(' '), found.run.join(' '), found.tool, `${found.file}:${found.line}`] : null;
};

describe('the test command', () => {
  test('of uv takes the group or the extra that has pytest', async () => {
    expect(await command({ ...pyproject('[dependency-groups]', 'dev = ["pytest>=8", "ruff"]'), ...uvLock })).toEqual([
      'uv sync --locked --group dev',
      'uv run --no-sync pytest',
      'uv',
      'pyproject.toml:6',
    ]);
    expect(await command({ ...pyproject('[project.optional-dependencies]', 'test = ["pytest"]'), ...uvLock })).toEqual([
      'uv sync --locked --extra test',
      'uv run --no-sync pytest',
      'uv',
      'pyproject.toml:6',
    ]);
  });

  test('of pip takes the file that has pytest beside the service’s own', async () => {
    const files = {
      ...service,
      'requirements.txt': 'fastapi\n',
      'requirements-dev.txt': '-r requirements.txt\npytest==8.4.0\n',
    };
    expect(await command(files)).toEqual([
      'python -m pip install -r requirements.txt -r requirements-dev.txt',
      'python -m pytest',
      null,
      'requirements-dev.txt:2',
    ]);
    expect((await command({ ...service, 'requirements.txt': 'fastapi\nPyTest\n' }))?.[0]).toBe(
      'python -m pip install -r requirements.txt',
    );
  });

  test('of a plain pyproject.toml takes its extra or its group', async () => {
    expect((await command(pyproject('[project.optional-dependencies]', 'dev = ["pytest"]')))?.[0]).toBe(
      'python -m pip install .[dev]',
    );
    expect((await command(pyproject('[dependency-groups]', 'dev = ["pytest"]')))?.[0]).toBe(
      'python -m pip install . --group dev',
    );
  });

  test('of Poetry takes its group', async () => {
    const files = {
      ...service,
      'poetry.lock': '',
      'pyproject.toml':
        '[tool.poetry]\nname = "shop"\nversion = "1.0.0"\n[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "*"\n[tool.poetry.group.test.dependencies]\npytest = "*"\n',
    };
    expect(await command(files)).toEqual([
      'poetry install --no-interaction --with test',
      'poetry run pytest',
      'poetry',
      'pyproject.toml:8',
    ]);
  });

  test('of Pipenv takes the lock', async () => {
    const files = {
      ...service,
      Pipfile: '[packages]\nfastapi = "*"\n[dev-packages]\npytest = "*"\n',
      'Pipfile.lock': '{"_meta": {}, "default": {"fastapi": {"version": "==0.115.0"}}, "develop": {}}',
    };
    expect(await command(files)).toEqual(['pipenv sync --dev', 'pipenv run pytest', 'pipenv', 'Pipfile:4']);
  });

  test.each([
    ['no tests', { 'main.py': service['main.py'] as string, 'requirements.txt': 'fastapi\npytest\n' }],
    ['no pytest', { ...service, 'requirements.txt': 'fastapi\npytest-asyncio\n' }],
    ['a group whose name is no word', pyproject('[dependency-groups]', '"a; id" = ["pytest"]')],
    ['a group that looks like an option', pyproject('[dependency-groups]', '"-x" = ["pytest"]')],
    ['no manifest', service],
  ])('with %s there is none', async (_, files) => {
    expect(await command(files)).toBeNull();
  });
});
