import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectedClient, dockwright } from './dockwright.js';
import { httpClient, type Serving, serving } from './http.js';

const secret = 'only-outside-the-root';
let folder: string;
let root: string;
let server: Serving;
const clients: Record<string, Client> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-paths-'));
  root = join(folder, 'root');
  const outside = join(folder, 'outside');
  await mkdir(join(root, 'shop', 'linked'), { recursive: true });
  await mkdir(join(root, 'roots-sibling'));
  await mkdir(join(folder, 'root-sibling'));
  await mkdir(outside);
  const files: Record<string, string> = {
    Dockerfile: `FROM ${secret}:latest\nENV A=${secret}\n`,
    'compose.yaml': `services: {a: {image: "${secret}", privileged: true}}\n`,
    'pyproject.toml': `[project]\nname = "${secret}"\nversion = "1.0"\ndependencies = ["fastapi", "${secret}"]\n`,
    'requirements.txt': `fastapi\n${secret}\n`,
    'main.py': `from fastapi import FastAPI\nimport os\napp = FastAPI()\nos.getenv("A", "${secret}")\n`,
    '.env.example': `A=${secret}\n`,
    '.dockerignore': `${secret}\n`,
    'container.spec.yaml': `goal: ${secret}\n`,
    '.hadolint.yaml': `ignored: [${secret}]\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(outside, name), text);
    await writeFile(join(folder, 'root-sibling', name), text);
    await symlink(join(outside, name), join(root, 'shop', name));
  }
  await symlink(outside, join(root, 'way-out'));
  await symlink('/', join(root, 'top'));
  await symlink('../../outside', join(root, 'shop', 'linked', 'up'));
  server = await serving(['--root', root, '--allow-writes']);
  clients.HTTP = await httpClient(server.url);
  clients.stdio = await connectedClient({}, ['mcp', '--root', root], { DOCKER_HOST: 'tcp://127.0.0.1:1' });
});
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.close()));
  await server.stop();
  await rm(folder, { recursive: true });
});

/** Each argument of each tool that is a path. */
const takers: [string, string, Record<string, unknown>?][] = [
  ['draft_spec', 'path'],
  ['generate_dockerfile', 'path'],
  ['verify_image', 'path'],
  ['audit_image', 'target'],
  ['push_image', 'path', { image: 'shop:1' }],
  ['check_environment', 'path'],
  ['explain_concept', 'path', { topic: 'layer-order' }],
  ['diagnose_container', 'compose'],
];
const escapes = (): string[] => [
  `${root}/..`,
  `${root}/../outside`,
  `${root}/../root-sibling`,
  `${root}-sibling`,
  `${root}/way-out`,
  `${root}/way-out/compose.yaml`,
  `${root}/shop/linked/up/compose.yaml`,
  `${root}/top/etc`,
  `${root}/shop/../../outside/compose.yaml`,
  `${root}//..//outside`,
  '/',
  '/etc/passwd',
  '/proc/self/environ',
  `/proc/self/root${folder}/outside`,
  'C:\\Windows\\win.ini',
  '\\\\server\\share\\x',
  '//server/share/x',
  `file://${folder}/outside`,
  '~/.ssh',
  '../outside',
  '.',
  `${root}/\u0000/../outside`,
  `${root}/${'x/'.repeat(2000)}`,
];

test('without roots it would be read', async () => {
  const { stdout } = await dockwright(['audit', join(folder, 'outside'), '--json']);
  expect(stdout).toContain(secret);
});

describe.each(['stdio', 'HTTP'])('over %s', (transport) => {
  test.each(takers)('%s reads no %s outside the roots', async (name, argument, more = {}) => {
    for (const path of escapes()) {
      const result = await (clients[transport] as Client).callTool({ name, arguments: { ...more, [argument]: path } });
      const text = JSON.stringify(result);
      expect([path, result.isError]).toEqual([path, true]);
      expect(text).not.toContain(secret);
      expect(text).not.toMatch(/root:x:0|"internal"/);
    }
  });

  test('further targets are held to them too', async () => {
    for (const path of escapes()) {
      const args = { target: join(root, 'roots-sibling'), also: [path] };
      const result = await (clients[transport] as Client).callTool({ name: 'audit_image', arguments: args });
      expect(JSON.stringify(result)).not.toContain(secret);
    }
  });

  test('a project whose files are links to the outside is read without them', async () => {
    const shop = join(root, 'shop');
    for (const [name, argument, more = {}] of takers) {
      const path = argument === 'compose' ? join(shop, 'compose.yaml') : shop;
      const result = await (clients[transport] as Client).callTool({ name, arguments: { ...more, [argument]: path } });
      expect(JSON.stringify(result)).not.toContain(secret);
    }
    for (const file of ['Dockerfile', 'compose.yaml']) {
      const result = await (clients[transport] as Client).callTool({
        name: 'audit_image',
        arguments: { target: join(shop, file) },
      });
      expect([result.isError, JSON.stringify(result).includes(secret)]).toEqual([true, false]);
    }
  });

  test('no prompt reads a path outside the roots', async () => {
    const client = clients[transport] as Client;
    const { prompts } = await client.listPrompts();
    const takesPath = prompts.filter((prompt) => prompt.arguments?.some(({ name }) => name === 'path'));
    expect(takesPath.length).toBeGreaterThan(0);
    for (const { name } of takesPath)
      for (const path of escapes()) {
        const got = await client.getPrompt({ name, arguments: { path } }).catch((error: Error) => error.message);
        expect(JSON.stringify(got)).not.toContain(secret);
      }
  });

  test('an application, a subfolder and a Spec lead nowhere else', async () => {
    for (const app of ['../../outside', '/etc', `${folder}/outside`, 'linked/up', 'linked/up/main.py'])
      for (const name of ['draft_spec', 'generate_dockerfile']) {
        const args = { path: join(root, 'shop'), app };
        const result = await (clients[transport] as Client).callTool({ name, arguments: args });
        expect(JSON.stringify(result)).not.toContain(secret);
      }
  });
});
