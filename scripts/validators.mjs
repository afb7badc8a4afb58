// Installs test/validators, the programs that judge dockwright from outside, unless what is there is what its lock file says.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root, runNode } from './run-node.mjs';

const folder = path.join(root, 'test', 'validators');

/** The packages of a lock file with their versions; null where it cannot be read. What is for some systems only does not count. */
async function packagesOf(...parts) {
  const text = await readFile(path.join(folder, ...parts), 'utf8').catch(() => null);
  if (text === null) return null;
  const listed = Object.entries(JSON.parse(text).packages).filter(([name, { optional }]) => name !== '' && !optional);
  return JSON.stringify(listed.map(([name, { version }]) => [name, version]).sort());
}

async function install() {
  const npm = process.env.npm_execpath;
  if (!npm) throw new Error('start this through npm: npm run validators');
  await runNode([npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
}

const [wanted, installed] = await Promise.all([
  packagesOf('package-lock.json'),
  packagesOf('node_modules', '.package-lock.json'),
]);
if (wanted !== installed)
  await install().catch((error) => {
    console.error(`validators: ${error.message}`);
    // without a network their tests are skipped, and counted; in CI nothing is
    process.exitCode = process.env.CI ? 1 : 0;
  });
