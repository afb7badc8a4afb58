// Provokes every fault of test/diagnose/faults on a real engine (the one that DOCKER_HOST names, else the lab), diagnoses it, and
// prints what was found beside what was to be found. Exits with 1 when one is wrong. Arguments go to the runner: parts of ids, --jobs N.
import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { root, runNode } from './run-node.mjs';

const folder = path.join(root, 'test', 'diagnose', 'faults');
// below the project, so that packages are found
const built = path.join(root, 'node_modules', '.cache', `dockwright-faults-${process.pid}`);

/** What leads to the lab, which is started where it is not there. */
async function labEnvironment() {
  const lab = path.join(root, 'test', 'lab', 'lab');
  const { stdout } = await promisify(execFile)('/bin/bash', [lab, 'up']);
  return Object.fromEntries([...stdout.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
}

async function compile() {
  const files = (await readdir(folder)).filter((name) => /^run\.ts$|\.(?:faults|sound)\.ts$/.test(name));
  await build({
    absWorkingDir: root,
    entryPoints: files.map((name) => path.join(folder, name)),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    outdir: built,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    logLevel: 'warning',
  });
}

try {
  const environment = process.env.DOCKER_HOST ? {} : await labEnvironment();
  await compile();
  await runNode([path.join(built, 'run.js'), ...process.argv.slice(2)], { env: { ...process.env, ...environment } });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(built, { recursive: true, force: true });
}
