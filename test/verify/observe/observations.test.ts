import { describe, expect, test } from 'vitest';
import { parseIgnoreFile } from '../../../src/engine/ignore-file.js';
import { baseOnly } from '../../../src/verify/observe/base-layers.js';
import { changeSource } from '../../../src/verify/observe/changed-source.js';
import { sameOutput } from '../../../src/verify/observe/configuration.js';
import { reinstalled } from '../../../src/verify/observe/rebuild.js';
import { comparePaths } from '../../../src/verify/observe/reproducible.js';
import { subjectOf } from '../../../src/verify/subject.js';
import { temporaryFolder } from '../../engine/temporary-folder.js';
import { specFor } from '../service-fixture.js';

describe('the base image of a Dockerfile', () => {
  test.each([
    ['FROM python:3.13-slim\nRUN x', 'FROM python:3.13-slim'],
    ['FROM a AS build\nFROM b:1\nCOPY --from=build / /', 'FROM b:1'],
    ['FROM a AS base\nFROM base AS build\nFROM base\n', 'FROM a'],
    ['from --platform=linux/amd64 a@sha256:1 as Base\nFROM base', 'FROM --platform=linux/amd64 a@sha256:1'],
    ['FROM \\\n  a:1\n', 'FROM a:1'],
    ['# FROM c\nFROM a AS a\nFROM a', 'FROM a'],
  ])('%j', (text, expected) => {
    expect(baseOnly(text)?.split('\n')[0]).toBe(expected);
  });

  test('arguments that it may use go with it', () => {
    expect(baseOnly('ARG V=3.13\nFROM python:${V}-slim\nARG W=1\n')).toBe(
      'ARG V=3.13\nFROM python:${V}-slim\nLABEL dev.dockwright.base=true\n',
    );
  });

  test('scratch, or nothing, has none', () => {
    expect(baseOnly('FROM scratch\n')).toBeNull();
    expect(baseOnly('RUN x\n')).toBeNull();
  });

  test('a stage named after its own base does not go in circles', () => {
    expect(baseOnly('FROM x AS y\nFROM y AS x\nFROM x')?.split('\n')[0]).toBe('FROM x');
  });
});

describe('output at two levels', () => {
  const logs = (stdout: string) => ({ stdout, stderr: '' });

  test('times, numbers, ids and the level’s own name make no difference', () => {
    const a = '2026-11-20 10:01:02,123 INFO started on 8000 id 3f2b8c7d9e0a\nlevel is DEBUG\n';
    const b = '2026-11-21 23:59:59,001 INFO started on 18080 id aaaaaaaa1111\nlevel is CRITICAL\n';
    expect(sameOutput(logs(a), logs(b))).toBe(true);
  });

  test('a line that one of them lacks does', () => {
    expect(sameOutput(logs('DEBUG a\nINFO b\n'), logs('INFO b\n'))).toBe(false);
  });
});

describe('dependencies installed again', () => {
  const step = (name: string, cached: boolean) => ({
    name: `[build 1/2] ${name}`,
    cached,
    completed: true,
    error: null,
  });

  test('they were, when no step that installs came from the cache', () => {
    expect(reinstalled([step('RUN pip install -r requirements.txt', false)])).toHaveLength(1);
    expect(
      reinstalled([step('RUN --mount=type=cache,target=/c uv sync --frozen', false), step('COPY . .', false)]),
    ).toHaveLength(1);
  });

  test('they were not, when only the project itself was installed again', () => {
    expect(
      reinstalled([step('RUN uv sync --no-install-project', true), step('RUN uv sync --no-editable', false)]),
    ).toEqual([]);
  });

  test('steps that install nothing do not count', () => {
    expect(reinstalled([step('COPY requirements.txt pip install', false), step('RUN echo hello', false)])).toEqual([]);
    expect(reinstalled([step('RUN pip install uv==0.9.2', true), step('RUN poetry install', true)])).toEqual([]);
  });
});

describe('the source that is changed', () => {
  const context = (root: string, ignore = '') => ({ root, rules: parseIgnoreFile(ignore), overlay: new Map() });

  test.each([
    ['main:app', { 'main.py': 'a', 'other.py': 'b' }, 'main.py'],
    ['shop.api:create', { 'setup.py': 'a', 'src/shop/api.py': 'b' }, 'src/shop/api.py'],
    ['shop:app', { 'shop/__init__.py': 'a', 'a.py': 'b' }, 'shop/__init__.py'],
    ['app/run.py', { 'app/run.py': 'a', 'z.py': 'b' }, 'app/run.py'],
    ['gone:app', { 'deep/er/a.py': 'a', 'z.py': 'b' }, 'z.py'],
  ])('of %s', async (entrypoint, files, expected) => {
    const root = await temporaryFolder(files);
    const subject = subjectOf(specFor({ app: { entrypoint } }), null);
    const first = await changeSource(subject, context(root));
    expect(first?.path).toBe(expected);
    expect(first?.content.toString()).toMatch(/^[ab]\n# [0-9a-f]{16}\n$/);
    expect((await changeSource(subject, context(root)))?.content).not.toEqual(first?.content);
  });

  test('there is none where the context has no source', async () => {
    const root = await temporaryFolder({ 'main.py': 'a' });
    expect(await changeSource(subjectOf(specFor(), null), context(root, '*.py'))).toBeNull();
  });
});

test('two builds are compared path by path', () => {
  const facts = { type: 'file', mode: 0o644, owner: '0:0', link: '', content: 'a' };
  const first = new Map([
    ['same', facts],
    ['mode', facts],
    ['owner', facts],
    ['content', facts],
    ['first', facts],
  ]);
  const second = new Map([
    ['same', facts],
    ['mode', { ...facts, mode: 0o600 }],
    ['owner', { ...facts, owner: '1000:0' }],
    ['content', { ...facts, content: 'b' }],
    ['second', facts],
  ]);
  expect(comparePaths(first, second)).toEqual([
    { path: 'mode', what: 'mode' },
    { path: 'owner', what: 'owner' },
    { path: 'content', what: 'content' },
    { path: 'first', what: 'only in one' },
    { path: 'second', what: 'only in one' },
  ]);
});
