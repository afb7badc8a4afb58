import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/project/inventory.js';
import { openRepository } from '../../src/project/repository.js';
import { folder } from './project.js';

const signal = new AbortController().signal;
const nothing = { evidence: [], questions: [], warnings: [] };

describe('takeInventory', () => {
  it('lists files with forward slashes, sorted, and skips what holds nothing of the application', async () => {
    const root = folder({
      'b.py': '',
      'a/c.py': '',
      'a/__pycache__/c.pyc': '',
      '.git/config': '',
      'node_modules/x/index.js': '',
      '.venv/bin/python': '',
      'myenv/pyvenv.cfg': '',
      'myenv/lib/site.py': '',
      'x.egg-info/PKG-INFO': '',
    });
    const { files, topLevel, warnings } = await takeInventory(root, signal);
    expect(files).toEqual(['a/c.py', 'b.py']);
    expect(topLevel).toEqual(['.git/', '.venv/', 'a/', 'b.py', 'myenv/', 'node_modules/', 'x.egg-info/']);
    expect(warnings).toEqual([]);
  });

  it('refuses links that leave the root, takes links to files inside, and walks no cycle', async () => {
    const outside = folder({ 'secret.txt': 'secret' });
    const root = folder({ 'real.py': 'x = 1', 'package/module.py': '' });
    symlinkSync(join(outside, 'secret.txt'), join(root, 'leak.txt'));
    symlinkSync(outside, join(root, 'leak'));
    symlinkSync('real.py', join(root, 'link.py'));
    symlinkSync('..', join(root, 'package', 'up'));
    symlinkSync('nowhere', join(root, 'broken'));
    const { files, warnings } = await takeInventory(root, signal);
    expect(files).toEqual(['link.py', 'package/module.py', 'real.py']);
    expect(warnings).toEqual([
      'Ignored the link leak.txt: it leads out of the folder.',
      'Ignored the link leak: it leads out of the folder.',
    ]);
  });

  it('leaves out names with control characters and says so', async () => {
    const root = folder({ 'good.py': '' });
    writeFileSync(join(root, 'evil\nRUN rm -rf.py'), '');
    mkdirSync(join(root, 'bad\tfolder'));
    const { files, topLevel, warnings } = await takeInventory(root, signal);
    expect(files).toEqual(['good.py']);
    expect(topLevel).toEqual(['good.py']);
    expect(warnings).toHaveLength(2);
    expect(warnings.join('')).not.toMatch(/[\n\t]/);
  });

  it('stops at the limit with a warning', async () => {
    const root = folder({ 'a.py': '', 'b.py': '', 'c.py': '' });
    const { files, warnings } = await takeInventory(root, signal, 2);
    expect(files).toHaveLength(2);
    expect(warnings[0]).toContain('Only the first 2 files');
  });

  it('stops when it is aborted', async () => {
    await expect(takeInventory(folder({ 'a.py': '' }), AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe('openRepository', () => {
  it('reads text in UTF-8 and UTF-16, and no binary or big files', async () => {
    const root = folder({
      'mark.txt': Buffer.from('\ufeffflask\r\n'),
      'wide.txt': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('flask\r\n', 'utf16le')]),
      'binary.py': Buffer.from([1, 2, 0, 3]),
      'big.py': 'x'.repeat(1_000_001),
    });
    const findings = { ...nothing, warnings: [] as string[] };
    const repository = openRepository(root, await takeInventory(root, signal), findings);
    expect(repository.read('mark.txt')).toBe('flask\n');
    expect(repository.read('wide.txt')).toBe('flask\n');
    expect(repository.read('binary.py')).toBeNull();
    expect(repository.read('big.py')).toBeNull();
    expect(repository.read('../secret')).toBeNull();
    expect(findings.warnings).toEqual([
      'binary.py was not read: it is not text in UTF-8, or in UTF-16 with a byte order mark.',
      'big.py was not read: it is larger than 1 MB.',
    ]);
    expect(repository.unread.map(({ path }) => path)).toEqual(['binary.py', 'big.py']);
  });
});
