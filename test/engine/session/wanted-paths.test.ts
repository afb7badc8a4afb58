import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isWanted, wantedPaths } from '../../../src/engine/session/wanted-paths.js';
import { temporaryFolder } from '../temporary-folder.js';

const headers = (values: Record<string, string[]>) => ({ get: (name: string) => values[name] ?? [] });

test.each([
  [{}, null],
  [{ followpaths: ['main.py'] }, ['main.py', 'main.py']],
  [{ followpaths: ['a, b'] }, ['a, b', 'a', 'b']],
  [{ followpaths: ['/src/', './x'] }, ['src', 'src', 'x', 'x']],
  [{ 'include-patterns': ['a'], followpaths: ['b'] }, ['a', 'a', 'b', 'b']],
  [{ followpaths: ['*.py'] }, null],
  [{ followpaths: ['.'] }, null],
  [{ followpaths: ['a/../b'] }, null],
  [{ followpaths: ['%C3%A9+x'], 'followpaths-encoded': ['1'] }, ['é x', 'é x']],
])('%j asks for %j', async (asked, expected) => {
  expect(await wantedPaths(headers(asked as Record<string, string[]>), null)).toEqual(expected);
});

test('what leads through a link is not narrowed down', async () => {
  const root = await temporaryFolder({ 'real/a.txt': 'a' });
  await symlink('real', join(root, 'link'));
  expect(await wantedPaths(headers({ followpaths: ['real/a.txt'] }), root)).not.toBeNull();
  expect(await wantedPaths(headers({ followpaths: ['link/a.txt'] }), root)).toBeNull();
});

test('a path, what lies in it and the folders that lead to it are wanted', () => {
  for (const path of ['src', 'src/app', 'src/app/main.py']) expect(isWanted(path, ['src/app'])).toBe(true);
  for (const path of ['sr', 'src2', 'src/apple', 'other']) expect(isWanted(path, ['src/app'])).toBe(false);
  expect(isWanted('anything', null)).toBe(true);
});
