import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolvePath } from '../../src/tools/resolve-path.js';

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'dockwright-path-')));
  await mkdir(join(folder, 'allowed', 'app'), { recursive: true });
  await mkdir(join(folder, 'allowed-not'));
  await symlink(join(folder, 'allowed-not'), join(folder, 'allowed', 'way-out'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a path', () => {
  test('over MCP must be absolute', async () => {
    await expect(resolvePath('./app', { roots: [], absoluteOnly: true })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('that is missing or holds a NUL is refused', async () => {
    await expect(resolvePath(join(folder, 'none'), { roots: [], absoluteOnly: true })).rejects.toMatchObject({
      code: 'path-not-found',
    });
    await expect(resolvePath('/a\0b', { roots: [], absoluteOnly: true })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });

  test('under a root is allowed; beside it, and behind a link out of it, is not', async () => {
    const options = { roots: [join(folder, 'allowed')], absoluteOnly: true };
    expect(await resolvePath(join(folder, 'allowed', 'app'), options)).toBe(join(folder, 'allowed', 'app'));
    for (const path of ['allowed-not', 'allowed/way-out', 'allowed/../allowed-not'])
      await expect(resolvePath(join(folder, path), options)).rejects.toMatchObject({ code: 'path-refused' });
  });
});
