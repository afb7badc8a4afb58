// Builds dist/: the executable, the library with its types, and what they read at run time.
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root, runNode } from './run-node.mjs';
import { thirdPartyLicenses } from './third-party-licenses.mjs';

const dist = path.join(root, 'dist');
const require = createRequire(import.meta.url);

/** CommonJS dependencies inside an ES module still ask for these three. */
const commonjsNames = [
  "import { createRequire as dockwrightRequire } from 'node:module';",
  "import { fileURLToPath as dockwrightPath } from 'node:url';",
  'const require = dockwrightRequire(import.meta.url);',
  "const __dirname = dockwrightPath(new URL('.', import.meta.url)).slice(0, -1);",
].join('');

/** Every chunk lies directly in dist/, so that `new URL('./x', import.meta.url)` means the same in all of them. */
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  outdir: 'dist',
  splitting: true,
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  minify: true,
  legalComments: 'external',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
  banner: { js: commonjsNames },
  alias: {
    '@modelcontextprotocol/server/_shims': './scripts/server-shims.mjs',
    // its main file asks for its parts in a way that cannot be bundled
    'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js',
    // connections by ssh are the system's own ssh's
    ssh2: './scripts/ssh2-shim.mjs',
  },
};

/** The executable apart from the library: chunks shared with it would be more files for each start to find. */
async function bundle() {
  const [executable, library] = await Promise.all([
    build({ ...options, entryPoints: ['src/cli.ts'] }),
    build({ ...options, entryPoints: ['src/index.ts'] }),
  ]);
  const inputs = { ...executable.metafile.inputs, ...library.metafile.inputs };
  const outputs = { ...executable.metafile.outputs, ...library.metafile.outputs };
  await writeFile(path.join(dist, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(root, { inputs, outputs }));
}

/** Grammar, parser and protocol files that bundled code reads from beside itself. */
async function copyRuntimeFiles() {
  const protos = path.join(path.dirname(require.resolve('dockerode')), 'proto');
  await mkdir(path.join(dist, 'proto'), { recursive: true });
  await Promise.all([
    copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), path.join(dist, 'web-tree-sitter.wasm')),
    copyFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm'), path.join(dist, 'tree-sitter-python.wasm')),
    ...['buildkit_status.proto', 'auth.proto'].map((name) =>
      copyFile(path.join(protos, name), path.join(dist, 'proto', name)),
    ),
  ]);
}

/** The JSON Schema of container.spec.yaml, so that editors complete and check it. */
async function writeSpecSchema() {
  const outfile = path.join(dist, '.spec-schema.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['src/spec/json-schema.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
  });
  const { specJsonSchema } = await import(pathToFileURL(outfile).href);
  await writeFile(path.join(dist, 'container.spec.schema.json'), `${JSON.stringify(specJsonSchema(), null, 2)}\n`);
  await rm(outfile);
}

/** Of all declarations those that a program which imports the package can come to: a dozen of a thousand. */
async function emitTypes() {
  await runNode(['node_modules/typescript/bin/tsc', '-p', 'scripts/tsconfig.types.json']);
  const types = path.join(dist, 'types');
  const reached = new Set([path.join(types, 'index.d.ts')]);
  for (const file of reached)
    for (const [, name] of (await readFile(file, 'utf8')).matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g))
      reached.add(path.join(path.dirname(file), `${name}.d.ts`));
  for (const entry of await readdir(types, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile() && !reached.has(file)) await rm(file);
  }
}

try {
  await rm(dist, { recursive: true, force: true });
  await bundle();
  await Promise.all([copyRuntimeFiles(), writeSpecSchema(), emitTypes()]);
  await chmod(path.join(dist, 'cli.js'), 0o755);
} catch (error) {
  // esbuild and tsc have said what is wrong
  console.error(`build: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  process.exitCode = 1;
}
