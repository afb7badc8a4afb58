import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { serverHelp } from '../../src/command-line/server-help.js';
import { parseSpec } from '../../src/spec/read-spec.js';
import { serverJson } from './server-json.js';

const root = path.resolve(import.meta.dirname, '../..');
const read = (...name: string[]) => readFile(path.join(root, ...name), 'utf8');
const json = async (...name: string[]) => JSON.parse(await read(...name));

const manifest = await json('package.json');
const plugin = await json('.claude-plugin', 'plugin.json');
const marketplace = await json('.claude-plugin', 'marketplace.json');
const server = await json('server.json');
const skill = parse(/^---\n([\s\S]*?)\n---/.exec(await read('skill', 'dockwright', 'SKILL.md'))?.[1] ?? '');
const home = manifest.repository.url.replace(/^git\+|\.git$/g, '');

describe('the manifests of the places where it is found', () => {
  test('tell one version; npm run release -- VERSION gives them all another', async () => {
    const [entry] = server.packages;
    const { version } = parseSpec(await read('container.spec.yaml')).app;
    expect([plugin.version, server.version, entry.version, skill.metadata.version, version]).toEqual(
      Array(5).fill(manifest.version),
    );
    const told = [...(await read('docs', 'guides', 'ci.md')).matchAll(/(?:dockwright@v|rev: v)(\d\S*)/g)].map(
      ([, of]) => of,
    );
    expect(told).toEqual(Array(3).fill(manifest.version));
    expect(plugin.mcpServers.dockwright.args).toEqual(['-y', `dockwright@${manifest.version}`, 'mcp']);
    // it would hide the plugin's own
    expect(marketplace.plugins[0]).not.toHaveProperty('version');
  });

  test('tell one name, one licence and one repository', () => {
    expect([plugin.name, marketplace.plugins[0].name, server.packages[0].identifier, skill.name]).toEqual(
      Array(4).fill(manifest.name),
    );
    expect([plugin.license, skill.license]).toEqual([manifest.license, manifest.license]);
    expect([plugin.repository, server.repository.url]).toEqual([home, home]);
    expect([plugin.homepage, server.websiteUrl]).toEqual([manifest.homepage, manifest.homepage]);
    expect(manifest.bugs.url).toBe(`${home}/issues`);
  });

  test('the registry finds in the package the name that it knows, below the owner of the repository', () => {
    expect(manifest.mcpName).toBe(server.name);
    expect(server.name).toBe(`io.github.${new URL(home).pathname.slice(1)}`);
  });
});

describe('server.json', () => {
  test('agrees with our model of the registry’s schema', () => {
    expect(serverJson.safeParse(server).error?.issues ?? []).toEqual([]);
  });

  test.each([
    ['a range for a version', { ...server, version: '^1.0.0' }],
    ['a long description', { ...server, description: 'x'.repeat(101) }],
    ['a name without an owner', { ...server, name: 'dockwright' }],
    ['a misspelt field', { ...server, package: [] }],
    ['no transport', { ...server, packages: [{ ...server.packages[0], transport: undefined }] }],
  ])('with %s would not', (_, changed) => {
    expect(serverJson.safeParse(changed).success).toBe(false);
  });

  test('names arguments that the server has', () => {
    const [first, ...flags] = server.packages[0].packageArguments;
    expect(first.value).toBe('mcp');
    for (const { name } of flags) expect(serverHelp('mcp')).toContain(name);
  });
});

describe('what the plugin says', () => {
  test('is short enough to be shown whole', () => {
    expect(plugin.description.length).toBeLessThanOrEqual(200);
    expect(marketplace.plugins[0].description).toBe(plugin.description);
  });
});
