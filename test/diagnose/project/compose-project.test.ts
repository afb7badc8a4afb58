import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameFromFolder, readComposeProject } from '../../../src/diagnose/project/compose-project.js';

let folder = '';
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'dockwright-compose-')), 'My Shop.2');
  await mkdir(folder);
});
afterEach(() => rm(join(folder, '..'), { recursive: true }));

async function read(text: string, given?: string) {
  const path = join(folder, 'compose.yaml');
  await writeFile(path, text);
  return readComposeProject(path, given);
}

describe('a Compose file', () => {
  test('names its project: by itself, by its folder as Compose does, or as it is told', async () => {
    const services = 'services: {web: {image: a}}\n';
    expect((await read(services)).name).toBe('myshop2');
    expect((await read(`name: shop\n${services}`)).name).toBe('shop');
    expect((await read(`name: \${NAME:-shop}\n${services}`)).name).toBe('shop');
    expect((await read(`name: shop\n${services}`, 'other')).name).toBe('other');
    expect(nameFromFolder(join('_-Shop', 'compose.yaml'))).toBe('shop');
  });

  test('tells which services it starts and what they need; not those of profiles, nor those scaled to none', async () => {
    const { services } = await read(`
services:
  web:
    image: a
    depends_on: {db: {condition: service_healthy}, cache: {condition: service_started, required: false}}
  db: {image: postgres:17}
  cache: {image: redis:7}
  debug: {image: a, profiles: [debug]}
  idle: {image: a, deploy: {replicas: 0}}
  off: {image: a, scale: 0}
`);
    expect(services).toEqual([
      { service: 'web', dependsOn: ['db'] },
      { service: 'db', dependsOn: [] },
      { service: 'cache', dependsOn: [] },
    ]);
  });

  test.each([
    ['no YAML', 'services: {a: [', 'invalid-manifest'],
    ['no Compose file', 'hello: world\n', 'invalid-input'],
  ])('%s is a clear error', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  test('a folder is no file', async () => {
    await expect(readComposeProject(folder)).rejects.toMatchObject({ code: 'path-not-found' });
  });
});
