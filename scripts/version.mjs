// Gives the next release its version in every file that tells one: node scripts/version.mjs 1.2.3
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './run-node.mjs';

const files = [
  'package.json',
  '.claude-plugin/plugin.json',
  'server.json',
  'skill/dockwright/SKILL.md',
  'container.spec.yaml',
  'action.yml',
  '.pre-commit-hooks.yaml',
  'docs/guides/ci.md',
];
/** Where a version is ours: its field, our package's or our repository's name stands before it. */
const ours = /(?<=^ {0,6}"?version"?: "?|^ {4}default: |dockwright@v?|rev: v)\d+\.\d+\.\d+(?:-[\w.]+)?/gm;

const [next] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(next ?? '')) {
  console.error('version: node scripts/version.mjs 1.2.3');
  process.exit(2);
}
const { version: now } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
for (const file of files) {
  const text = await readFile(path.join(root, file), 'utf8');
  const changed = text.replace(ours, (found) => (found === now ? next : found));
  if (changed === text) throw new Error(`${file} does not tell ${now}`);
  await writeFile(path.join(root, file), changed);
}
// of a lock file two versions are ours, and others may happen to be equal
const lockFile = path.join(root, 'package-lock.json');
const lock = JSON.parse(await readFile(lockFile, 'utf8'));
lock.version = next;
lock.packages[''].version = next;
await writeFile(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${now} is now ${next}; next: npm run docs, CHANGELOG.md`);
