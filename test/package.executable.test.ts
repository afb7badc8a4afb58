import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
/** Texts alone: a binary may hold any bytes. */
const texts = /\.(js|ts|json|md|hbs|txt|yaml|proto)$/;

let folder = '';
let files: string[] = [];

/** Packs the project as `npm publish` would and unpacks it into `folder`, where no node_modules is in reach. */
async function pack(): Promise<string[]> {
  const npm = { cwd: root, shell: process.platform === 'win32' };
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], npm);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const names: string[] = [];
  const unpack = extract();
  const read = pipeline(createReadStream(path.join(folder, filename)), createGunzip(), unpack);
  for await (const entry of unpack) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const name = entry.header.name.replace(/^package\//, '');
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), Buffer.concat(chunks));
    await chmod(path.join(folder, name), entry.header.mode ?? 0o644);
    names.push(name);
  }
  await read;
  return names.sort();
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-package-'));
  files = await pack();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  test('holds what it needs at run time, and its papers', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'SKILL.md',
        'skill/dockwright/SKILL.md',
        'prompts/persona.md',
        'dist/cli.js',
        'dist/index.js',
        'dist/types/index.d.ts',
        'dist/web-tree-sitter.wasm',
        'dist/tree-sitter-python.wasm',
        'dist/container.spec.schema.json',
        'dist/THIRD-PARTY-LICENSES.txt',
      ]),
    );
    expect(files.some((file) => file.startsWith('templates/dockerfile/'))).toBe(true);
  });

  test('holds nothing else', () => {
    const allowed = /^(dist|prompts|templates|skill)\/|^(LICENSE|README\.md|CHANGELOG\.md|SKILL\.md|package\.json)$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('names no path of the machine that built it', async () => {
    const folders = ['src', 'dist', 'node_modules'].map((name) => path.join(root, name));
    const named: string[] = [];
    for (const file of files.filter((name) => texts.test(name))) {
      const text = await readFile(path.join(folder, file), 'utf8');
      if (folders.some((name) => text.includes(name))) named.push(file);
    }
    expect(named).toEqual([]);
  });

  test('needs no other package to run', async () => {
    const cli = path.join(folder, 'dist', 'cli.js');
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    expect((await run(process.execPath, [cli, '--version'])).stdout.trim()).toBe(version);
    const example = path.join(root, 'examples', 'task-api');
    const { stdout } = await run(process.execPath, [cli, 'generate', example, '--json'], { cwd: folder });
    const { files: generated } = JSON.parse(stdout) as { files: { path: string }[] };
    expect(generated.map((file) => file.path)).toContain('Dockerfile');
  });

  test('can be imported by a program', async () => {
    const program = `import { tools } from './dist/index.js'; console.log(tools.map((tool) => tool.name).join());`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: folder });
    expect(stdout).toContain('draft_spec');
  });
});

describe('lock files', () => {
  test('of npm name no registry', async () => {
    const lock = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
    const resolved = Object.entries<{ resolved?: string }>(lock.packages).filter(([, entry]) => entry.resolved);
    expect(resolved).toEqual([]);
  });

  test('of Python name the public index alone', async () => {
    const hosts = new Set<string>();
    for (const parent of ['examples', 'test/fixtures/services'])
      for (const file of await readdir(path.join(root, parent), { recursive: true })) {
        if (!/(?:\.lock|requirements\S*\.txt)$/.test(file)) continue;
        const text = await readFile(path.join(root, parent, file), 'utf8');
        for (const [, host] of text.matchAll(/https?:\/\/([^/\s"']+)/g)) hosts.add(host as string);
      }
    expect([...hosts].sort()).toEqual(['files.pythonhosted.org', 'pypi.org']);
  });
});
