import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { allRules } from '../../src/audit/all-rules.js';
import { readConcepts } from '../../src/knowledge/concepts.js';
import { readPrinciples } from '../../src/knowledge/principles.js';
import { readQuestions } from '../../src/knowledge/questions.js';
import { readWorkflows } from '../../src/knowledge/workflows.js';
import { connectedClient } from './dockwright.js';

const skillsSchema = z.object({
  skills: z.array(
    z.object({
      uri: z.string(),
      frontmatter: z.object({ name: z.string() }),
      resources: z.array(z.object({ uri: z.string(), digest: z.string() })),
    }),
  ),
});

let client: Client;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-complete-'));
  await mkdir(join(folder, 'root', 'shop'), { recursive: true });
  await mkdir(join(folder, 'root', 'Store'));
  await mkdir(join(folder, 'outside', 'secret'), { recursive: true });
  await writeFile(join(folder, 'root', 'shopping.txt'), '');
  await writeFile(join(folder, 'root', '.env'), '');
  await symlink(join(folder, 'outside'), join(folder, 'root', 'way-out'));
  client = await connectedClient({ versionNegotiation: { mode: 'auto' } }, ['mcp', '--root', join(folder, 'root')], {
    DOCKER_HOST: 'tcp://127.0.0.1:1',
    XDG_STATE_HOME: join(folder, 'state'),
  });
});
afterAll(async () => {
  await client.close();
  await rm(folder, { recursive: true });
});

const read = async (uri: string) => {
  const { contents } = await client.readResource({ uri });
  return (contents[0] as { text: string }).text;
};
const complete = async (ref: Parameters<Client['complete']>[0]['ref'], name: string, value: string) =>
  (await client.complete({ ref, argument: { name, value } })).completion.values;

describe('resources', () => {
  test('every concept, principle, question and workflow is listed and can be read', async () => {
    const expected = [
      ...readConcepts().map(({ id, title }) => ({ uri: `dockwright://concepts/${id}`, title })),
      ...readPrinciples().map(({ id, title }) => ({ uri: `dockwright://principles/${id}`, title })),
      ...readQuestions().map(({ id, question }) => ({ uri: `dockwright://questions/${id}`, title: question })),
      ...readWorkflows().map(({ name, title }) => ({ uri: `dockwright://workflows/${name}`, title })),
    ];
    const { resources } = await client.listResources();
    expect(resources.map(({ uri, title }) => ({ uri, title }))).toEqual(expect.arrayContaining(expected));
    expect(expected.length).toBeGreaterThan(100);
    for (const { uri, title } of expected.filter(({ uri }) => !uri.includes('workflows')))
      expect(await read(uri)).toContain(`# ${title}\n`);
    for (const { name } of readWorkflows())
      expect((await read(`dockwright://workflows/${name}`)).length).toBeGreaterThan(200);
  });

  test('every rule can be read', async () => {
    for (const { id } of allRules()) expect(await read(`dockwright://rules/${id}`)).toMatch(/^# /);
  });

  test('templates, the schema and criteria can be read', async () => {
    expect(await read('dockwright://templates/python-slim')).toMatch(/^FROM .*python/m);
    expect(JSON.parse(await read('dockwright://spec/schema'))).toMatchObject({ title: 'container.spec.yaml' });
    expect(await read('dockwright://criteria/health')).toContain('dockwright verify');
    expect(await read('dockwright://causes/out-of-memory')).toContain('dockwright diagnose');
  });

  test('the newest proof is there once there is one', async () => {
    await expect(read('dockwright://proofs/latest')).rejects.toThrow('not found');
    const id = `sha256:${'a'.repeat(64)}`;
    const proofs = join(folder, 'state', 'dockwright', 'proofs');
    await mkdir(proofs, { recursive: true });
    const proof = {
      format: 'dockwright-proof/v1',
      app: { name: 'shop', version: '1.0.0' },
      verification: { image: { id } },
    };
    await writeFile(join(proofs, `${'a'.repeat(64)}.json`), JSON.stringify(proof));
    expect(JSON.parse(await read('dockwright://proofs/latest'))).toEqual(proof);
    expect(JSON.parse(await read(`dockwright://proofs/${'a'.repeat(64)}`))).toEqual(proof);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toContain('dockwright://proofs/latest');
  });

  test.each([
    'dockwright://concepts/nothing',
    'dockwright://concepts/__proto__',
    'dockwright://templates/..%2F..%2Fpackage.json',
    'dockwright://proofs/..%2F..%2Fx',
    'dockwright://answers/nothing',
    'skill://dockwright/../../package.json',
    'skill://dockwright/..%2F..%2Fpackage.json',
    'file:///etc/passwd',
  ])('%s is not there', async (uri) => {
    await expect(client.readResource({ uri })).rejects.toThrow(/not found|not kept/i);
  });

  test('the skill is served by the Skills extension, with the digests of its files', async () => {
    expect(client.getServerCapabilities()?.extensions).toHaveProperty(['io.modelcontextprotocol/skills']);
    const { skills } = await client.request({ method: 'skills/list', params: {} }, skillsSchema);
    expect(skills).toMatchObject([{ uri: 'skill://dockwright/SKILL.md', frontmatter: { name: 'dockwright' } }]);
    const files = skills[0]?.resources ?? [];
    expect(files.length).toBeGreaterThan(60);
    for (const { uri, digest } of files)
      expect(
        `sha256:${createHash('sha256')
          .update(await read(uri))
          .digest('hex')}`,
      ).toBe(digest);
  });
});

describe('completion', () => {
  const prompt = { type: 'ref/prompt' as const, name: 'containerize' };

  test('of paths knows folders and files under the roots alone, folders first', async () => {
    const root = join(folder, 'root');
    expect(await complete(prompt, 'path', '')).toEqual([`${root}/`]);
    expect(await complete(prompt, 'path', `${root}/`)).toEqual([
      `${root}/Store/`,
      `${root}/shop/`,
      `${root}/shopping.txt`,
      `${root}/way-out`,
    ]);
    expect(await complete(prompt, 'path', `${root}/SHO`)).toEqual([`${root}/shop/`, `${root}/shopping.txt`]);
    expect(await complete(prompt, 'path', `${root}/.e`)).toEqual([`${root}/.env`]);
    for (const path of [`${root}/way-out/`, `${root}/../outside/`, '/etc/', 'shop', `${root}/nothing/`])
      expect(await complete(prompt, 'path', path)).toEqual([]);
  });

  test('of ids begins with what begins so', async () => {
    const of = (kind: string) => ({ type: 'ref/resource' as const, uri: `dockwright://${kind}/{id}` });
    expect((await complete(of('concepts'), 'id', 'Lay'))[0]).toBe('layers');
    expect(await complete(of('rules'), 'id', 'apt-pin')).toContain('apt-pin');
    expect(await complete(of('principles'), 'id', 'non-r')).toEqual(['non-root']);
    expect(await complete(of('templates'), 'id', '')).toContain('python-slim');
  });

  test('of containers and images is quick and empty where there is no engine', async () => {
    const began = performance.now();
    expect(await complete({ type: 'ref/prompt', name: 'debug_container' }, 'container', '')).toEqual([]);
    expect(await complete({ type: 'ref/prompt', name: 'ship_image' }, 'image', '')).toEqual([]);
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
