import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sign } from '../../src/generate/signature.js';
import { planWrites, writeFiles } from '../../src/generate/write-files.js';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'dockwright-write-')));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const file = (content: string, path = 'Dockerfile') => ({ path, content: sign(content) });
const read = (path: string) => readFile(join(root, path), 'utf8');

async function write(files: { path: string; content: string }[], overwrite = false): Promise<string[]> {
  const planned = await planWrites(root, files);
  await writeFiles(root, planned, { overwrite });
  return planned.map(({ action }) => action);
}

describe('writing', () => {
  test('creates, leaves what is the same, updates what it wrote last', async () => {
    expect(await write([file('FROM a\n')])).toEqual(['create']);
    expect(await write([file('FROM a\n')])).toEqual(['unchanged']);
    expect(await write([file('FROM b\n')])).toEqual(['update']);
    expect(await read('Dockerfile')).toBe(sign('FROM b\n'));
    expect((await readdir(root)).sort()).toEqual(['Dockerfile']);
  });

  test('a plan shows the change and writes nothing', async () => {
    await write([file('FROM a\n')]);
    const [planned] = await planWrites(root, [file('FROM b\n')]);
    expect(planned?.diff).toMatch(/^-FROM a$[\s\S]*^\+FROM b$/m);
    expect(await read('Dockerfile')).toBe(sign('FROM a\n'));
  });

  test('makes the folders on the way', async () => {
    await write([file('x\n', '.github/workflows/container.yml')]);
    expect(await read('.github/workflows/container.yml')).toBe(sign('x\n'));
  });

  test('one conflict writes nothing, unless it may be replaced', async () => {
    await writeFile(join(root, 'Dockerfile'), 'FROM mine\n');
    const files = [file('a\n', '.dockerignore'), file('FROM ours\n')];
    await expect(write(files)).rejects.toMatchObject({
      code: 'file-conflict',
      message: expect.stringContaining('Dockerfile'),
    });
    expect(await readdir(root)).toEqual(['Dockerfile']);
    expect(await write(files, true)).toEqual(['create', 'conflict']);
    expect(await read('Dockerfile')).toBe(sign('FROM ours\n'));
  });

  test('what someone changed since is a conflict, though it still has our line', async () => {
    await write([file('FROM a\n')]);
    await writeFile(join(root, 'Dockerfile'), (await read('Dockerfile')).replace('FROM a', 'FROM changed'));
    expect((await planWrites(root, [file('FROM b\n')]))[0]?.action).toBe('conflict');
  });

  test('a change between the plan and the writing is a conflict, also where replacing is allowed', async () => {
    await write([file('FROM a\n')]);
    const planned = await planWrites(root, [file('FROM b\n')]);
    await writeFile(join(root, 'Dockerfile'), 'FROM other\n');
    await expect(writeFiles(root, planned, { overwrite: true })).rejects.toMatchObject({ code: 'file-conflict' });
    expect(await read('Dockerfile')).toBe('FROM other\n');
  });

  test('line ends of a checkout on Windows are no change', async () => {
    await writeFile(join(root, 'Dockerfile'), sign('FROM a\n').replaceAll('\n', '\r\n'));
    expect(await write([file('FROM a\n')])).toEqual(['unchanged']);
    expect(await write([file('FROM b\n')])).toEqual(['update']);
  });

  test('a diff shows no secret of the file that is there', async () => {
    await writeFile(join(root, 'Dockerfile'), 'ENV API_KEY=sk-abcdefghijklmnopqrst\n');
    const [planned] = await planWrites(root, [file('FROM a\n')]);
    expect(planned?.diff).toContain('-ENV API_KEY=***');
    expect(JSON.stringify(planned)).not.toContain('abcdefgh');
  });
});

describe.skipIf(process.platform === 'win32')('on file systems with links and modes', () => {
  test('keeps the mode of what it replaces', async () => {
    await write([file('a\n')]);
    await chmod(join(root, 'Dockerfile'), 0o600);
    await write([file('b\n')]);
    expect((await stat(join(root, 'Dockerfile'))).mode & 0o777).toBe(0o600);
  });

  test('follows a link within the root, and leaves the link in place', async () => {
    await mkdir(join(root, 'docker'));
    await writeFile(join(root, 'docker/Dockerfile'), sign('a\n'));
    await symlink('docker/Dockerfile', join(root, 'Dockerfile'));
    expect(await write([file('b\n')])).toEqual(['update']);
    expect(await read('docker/Dockerfile')).toBe(sign('b\n'));
  });

  test.each(['a file', 'a folder', 'nothing'])('refuses a link to %s outside', async (kind) => {
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'dockwright-outside-')));
    await writeFile(join(outside, 'x'), 'mine\n');
    if (kind === 'a folder') await symlink(outside, join(root, '.github'));
    else await symlink(join(outside, kind === 'nothing' ? 'absent' : 'x'), join(root, 'Dockerfile'));
    const wanted = kind === 'a folder' ? file('a\n', '.github/workflows/x.yml') : file('a\n');
    await expect(planWrites(root, [wanted])).rejects.toMatchObject({ code: 'path-refused' });
    expect(await readdir(outside)).toEqual(['x']);
    await rm(outside, { recursive: true });
  });

  test.each(['../x', '/etc/x', 'a/../../x'])('refuses the path %s', async (path) => {
    await expect(planWrites(root, [file('a\n', path)])).rejects.toMatchObject({ code: 'path-refused' });
  });

  test('a folder in the place of a file is refused', async () => {
    await mkdir(join(root, 'Dockerfile'));
    await expect(planWrites(root, [file('a\n')])).rejects.toMatchObject({ code: 'path-refused' });
  });

  test('a failure half way puts back what was there', async () => {
    await write([file('a\n')]);
    // a file where the second one needs a folder
    await writeFile(join(root, 'sub'), '');
    const planned = [
      ...(await planWrites(root, [file('b\n')])),
      { ...file('c\n', 'sub/deep/x'), action: 'create' as const },
    ];
    await expect(writeFiles(root, planned, { overwrite: false })).rejects.toMatchObject({ code: 'write-failed' });
    expect(await read('Dockerfile')).toBe(sign('a\n'));
    expect((await readdir(root)).sort()).toEqual(['Dockerfile', 'sub']);
  });
});
