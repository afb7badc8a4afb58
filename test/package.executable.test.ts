import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
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
let tarball = '';

/** Packs the project as `npm publish` would and unpacks it into `folder`, where no node_modules is in reach. */
async function pack(): Promise<string[]> {
  const npm = { cwd: root, shell: process.platform === 'win32' };
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], npm);
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  tarball = path.join(folder, filename);
  const names: string[] = [];
  const unpack = extract();
  const read = pipeline(createReadStream(tarball), createGunzip(), unpack);
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
        'man/dockwright.1',
      ]),
    );
    expect(files.some((file) => file.startsWith('templates/dockerfile/'))).toBe(true);
  });

  test('holds nothing else', () => {
    const allowed =
      /^(dist|man|prompts|templates|skill)\/|^(LICENSE|README\.md|CHANGELOG\.md|SKILL\.md|package\.json)$/;
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

  test('is small: less than 2.5 MB to fetch, 8 MB on disk, and of its types only what a program can come to', async () => {
    const sizes = await Promise.all(files.map(async (file) => (await stat(path.join(folder, file))).size));
    expect((await stat(tarball)).size).toBeLessThan(2.5e6);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(8e6);
    expect(files.filter((file) => file.startsWith('dist/types/')).length).toBeLessThan(40);
  });

  test('runs no script when it is installed, depends on nothing, and is published with its provenance', async () => {
    const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const installing = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(installing.filter((name) => name in manifest.scripts)).toEqual([]);
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    // npm refuses a provenance that names another repository
    expect(manifest.repository.url).toMatch(/^git\+https:\/\/github\.com\/[\w-]+\/dockwright\.git$/);
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

describe('installed from its archive in an empty folder', () => {
  let project = '';
  const node = (...args: string[]) => run(process.execPath, args, { cwd: project });
  beforeAll(async () => {
    project = await mkdtemp(path.join(os.tmpdir(), 'dockwright-installed-'));
    await writeFile(path.join(project, 'package.json'), '{ "private": true, "type": "module" }');
    const npm = { cwd: project, shell: process.platform === 'win32' };
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-save', tarball], npm);
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  test('npx starts it', async () => {
    const npx = { cwd: project, shell: process.platform === 'win32' };
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
    const { stdout } = await run('npx', ['--offline', 'dockwright', '--version'], npx);
    expect(stdout.trim()).toBe(version);
    expect(await readdir(path.join(project, 'node_modules'))).toEqual(
      expect.not.arrayContaining(['zod', '@modelcontextprotocol']),
    );
  });

  test('a program makes a server of it', async () => {
    await writeFile(
      path.join(project, 'program.js'),
      `import { createServer, tools } from 'dockwright';
       const server = createServer({ roots: [process.cwd()] });
       console.log(JSON.stringify({ connect: typeof server.connect, tools: tools.map((tool) => tool.name) }));`,
    );
    const { connect, tools } = JSON.parse((await node('program.js')).stdout);
    expect(connect).toBe('function');
    expect(tools).toContain('verify_image');
  });

  test('a program in TypeScript is checked against its types, mistakes too', async () => {
    // what a program that uses the types brings along
    await mkdir(path.join(project, 'node_modules', '@modelcontextprotocol'), { recursive: true });
    for (const name of ['zod', '@modelcontextprotocol/server', '@types'])
      await symlink(path.join(root, 'node_modules', name), path.join(project, 'node_modules', name), 'junction');
    await writeFile(
      path.join(project, 'program.ts'),
      `import { createServer, Fault, specSchema, tools, type Spec, type Tool } from 'dockwright';
       const server = createServer({ roots: ['/srv'] });
       const first: Tool | undefined = tools[0];
       export const spec: Spec = specSchema.parse({});
       export const names: string[] = tools.map((tool) => tool.name);
       console.log(server.connect, first?.input.shape, new Fault('invalid-input', 'what', 'next').hint);
       // @ts-expect-error there is no such setting
       createServer({ folders: ['/srv'] });
       // @ts-expect-error a code is one of those that there are
       new Fault('whatever', 'what', 'next');`,
    );
    const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    const checked = await node(tsc, ...options, 'program.ts').catch((error: { stdout: string }) => error);
    expect(checked.stdout).toBe('');
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
