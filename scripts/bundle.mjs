// Makes the bundle for desktop clients: build/dockwright-VERSION.mcpb, from dist/, which `npm run build` makes.
//   --out DIR   somewhere else than build/
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root, runNode } from './run-node.mjs';

const dist = path.join(root, 'dist');
const { values } = parseArgs({ options: { out: { type: 'string', default: path.join(root, 'build') } } });
const folder = path.join(values.out, 'bundle');
const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));

/** The executable's own files: those that it names, and those that these name. */
async function executableFiles() {
  const there = new Set(await readdir(dist));
  const found = new Set(['cli.js']);
  for (const name of found)
    for (const [, next] of (await readFile(path.join(dist, name), 'utf8')).matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
      if (there.has(next)) found.add(next);
  const beside = [...there].filter((name) => /\.(wasm|txt)$/.test(name));
  return [...found, ...beside, 'proto', 'container.spec.schema.json'];
}

/** manifest.json of MCPB 0.3: what a client shows, asks for, and starts. */
async function bundleManifest() {
  const { tools } = await import(pathToFileURL(path.join(dist, 'index.js')).href);
  return {
    manifest_version: '0.3',
    name: manifest.name,
    display_name: 'Dockwright',
    version: manifest.version,
    description: manifest.description,
    author: manifest.author,
    repository: manifest.repository,
    homepage: manifest.homepage,
    documentation: manifest.homepage,
    support: manifest.bugs.url,
    license: manifest.license,
    keywords: manifest.keywords,
    server: {
      type: 'node',
      entry_point: 'server/start.mjs',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/server/start.mjs', '${user_config.roots}'],
        env: { DOCKWRIGHT_BUNDLE_READ_ONLY: '${user_config.read_only}' },
      },
    },
    tools: tools.map(({ name, title }) => ({ name, description: title })),
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: manifest.engines.node } },
    user_config: {
      roots: {
        type: 'directory',
        title: 'Folders',
        description: 'Only what lies in these folders may be read and written. None: all that you can read.',
        multiple: true,
        required: false,
        default: [],
      },
      read_only: {
        type: 'boolean',
        title: 'Read only',
        description: 'Offer nothing that writes, builds, runs or pushes.',
        required: false,
        default: false,
      },
    },
  };
}

async function stage() {
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.join(folder, 'server'), { recursive: true });
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(await bundleManifest(), null, 2)}\n`);
  await cp(path.join(root, 'scripts', 'bundle-start.mjs'), path.join(folder, 'server', 'start.mjs'));
  for (const name of await executableFiles())
    await cp(path.join(dist, name), path.join(folder, 'dist', name), { recursive: true });
  // Node takes the files for modules by it
  const { name, version, type } = manifest;
  await writeFile(path.join(folder, 'package.json'), `${JSON.stringify({ name, version, type })}\n`);
  for (const part of ['prompts', 'templates', 'skill', 'LICENSE', 'README.md'])
    await cp(path.join(root, part), path.join(folder, part), { recursive: true });
}

const mcpb = path.join(root, 'test', 'validators', 'node_modules', '@anthropic-ai', 'mcpb', 'dist', 'cli', 'cli.js');
const target = path.join(values.out, `dockwright-${manifest.version}.mcpb`);
try {
  await stage();
  await stat(mcpb).catch(() => {
    throw new Error('mcpb is not installed: npm run validators');
  });
  await runNode([mcpb, 'validate', path.join(folder, 'manifest.json')]);
  await runNode([mcpb, 'pack', folder, target]);
} catch (error) {
  console.error(`bundle: ${error.message}`);
  process.exitCode = 1;
}
