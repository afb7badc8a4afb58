import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockwright } from './dockwright.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-template-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('dockwright template', () => {
  test('prints a Dockerfile and nothing else, so that it can be sent to a file', async () => {
    const { code, stdout, stderr } = await dockwright(['template', 'python', '--variant', 'gunicorn']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Image of app [\s\S]*\nCMD \[.*gunicorn.*main:app/);
    expect(stderr).toContain('next: dockwright template python --variant gunicorn --write DIR');
  });

  test('without a language says which there are', async () => {
    const { stdout } = await dockwright(['template']);
    expect(stdout).toContain('python --variant alpine');
    expect(JSON.parse((await dockwright(['template', '--json'])).stdout)).toMatchObject({ languages: ['python'] });
  });

  test('writes what generate finds unchanged but for the name, and no file over another', async () => {
    const shop = join(folder, 'shop');
    const write = ['template', 'python', '--write', shop, '--with-app'];
    expect(await dockwright(write)).toMatchObject({ code: 0 });
    expect((await readdir(shop)).sort()).toEqual(['.dockerignore', 'Dockerfile', 'main.py', 'requirements.txt']);
    const before = await readFile(join(shop, 'Dockerfile'), 'utf8');
    const check = await dockwright(['generate', shop, '--artifacts', 'dockerfile', '--json']);
    const [file] = JSON.parse(check.stdout).files;
    expect(file.action).toBe('update');
    expect(file.content.replaceAll('shop', 'app').replace(/# dockwright .*\n$/, '')).toBe(
      before.replace(/# dockwright .*\n$/, ''),
    );
    const other = await dockwright(['template', 'python', '--variant', 'basic', '--write', shop, '--json']);
    expect(other.code).toBe(0);
    expect(JSON.parse(other.stdout).files.map(({ action }: { action: string }) => action)).toEqual([
      'update',
      'unchanged',
    ]);
  });

  test('leaves a file of somebody else alone', async () => {
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
    const refused = await dockwright(['template', 'python', '--write', folder, '--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout).error.code).toBe('file-conflict');
    expect(await readFile(join(folder, 'Dockerfile'), 'utf8')).toBe('FROM scratch\n');
    expect(await dockwright(['template', 'python', '--write', folder, '--overwrite'])).toMatchObject({ code: 0 });
  });

  test('is named where there is no project', async () => {
    await mkdir(join(folder, 'empty'));
    const { code, stderr } = await dockwright(['generate', join(folder, 'empty')]);
    expect(code).toBe(2);
    expect(stderr).toContain('dockwright template python');
  });
});
