import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { collectSecrets } from '../../../src/audit/secrets/collect-secrets.js';

const root = path.resolve(import.meta.dirname, '../../..');
/** Of the Python that is installed; null where none is. */
const standardLibrary = findStandardLibrary();

function findStandardLibrary(): string | null {
  try {
    const program = 'import sysconfig; print(sysconfig.get_path("stdlib"))';
    return execFileSync('python3', ['-c', program], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** Findings in a folder's files as if they were an application's own, test vectors (which are keys) left out. */
async function findingsIn(folder: string): Promise<{ found: string[]; texts: number }> {
  const found: string[] = [];
  let texts = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\/(?:tests?|fixtures|certdata|site-packages)\//.test(file)) continue;
    const content = await readFile(file);
    const collector = collectSecrets();
    const name = `/app/${path.relative(folder, file).replaceAll(/node_modules|site-packages/g, 'lib')}`;
    const entryOfLayer = { path: name, type: 'file', sizeBytes: content.length, mode: 0o644, uid: 0, gid: 0 } as const;
    const whole = { ...entryOfLayer, linkTarget: null, whiteout: null };
    if (!collector.wants(whole)) continue;
    collector.entry(whole, content);
    await collector.settle();
    texts += collector.scannedFiles;
    found.push(...collector.findings.map(({ kind, place }) => `${kind}: ${place}`));
  }
  return { found, texts };
}

test('installed packages of npm have hardly any', async () => {
  const { found, texts } = await findingsIn(path.join(root, 'node_modules'));
  expect(texts).toBeGreaterThan(3_000);
  // a scanner's own examples, and a key with which ssh2 tries out what the runtime can do
  const known = /secretlint|ssh2\/lib\/protocol\/constants/;
  expect(found.filter((place) => !known.test(place))).toEqual([]);
  expect(found.length).toBeLessThanOrEqual(10);
}, 60_000);

const name = `the standard library of Python has none${standardLibrary ? '' : ' (skipped: no python3 is installed)'}`;
test.skipIf(!standardLibrary)(
  name,
  async () => {
    const { found, texts } = await findingsIn(standardLibrary as string);
    expect(texts).toBeGreaterThan(500);
    expect(found).toEqual([]);
  },
  60_000,
);
