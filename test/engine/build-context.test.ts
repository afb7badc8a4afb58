import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extract, type Header } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { type BuildContext, readIgnoreRules, walkContext } from '../../src/engine/build-context.js';
import { contextTar } from '../../src/engine/context-tar.js';
import { parseIgnoreFile } from '../../src/engine/ignore-file.js';
import { temporaryFolder } from './temporary-folder.js';

const context = (root: string, ignore = '', overlay = new Map<string, Buffer>()): BuildContext => ({
  root,
  rules: parseIgnoreFile(ignore),
  overlay,
});

async function paths(of: BuildContext, warnings: string[] = []): Promise<string[]> {
  const found: string[] = [];
  for await (const { path } of walkContext(of, (message) => warnings.push(message))) found.push(path);
  return found;
}

async function entries(of: BuildContext): Promise<{ header: Header; body: string }[]> {
  const found: { header: Header; body: string }[] = [];
  const tar = contextTar(of, () => {});
  const reader = extract();
  tar.pipe(reader);
  for await (const entry of reader) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    found.push({ header: entry.header, body: Buffer.concat(chunks).toString() });
  }
  return found;
}

describe('walking', () => {
  test('the order is fixed, folders first, and what is ignored is not there', async () => {
    const root = await temporaryFolder({ 'b/z.py': '', 'b/a.py': '', 'a.py': '', '.env': 'x', 'B.py': '' });
    expect(await paths(context(root, '.env'))).toEqual(['B.py', 'a.py', 'b', 'b/a.py', 'b/z.py']);
  });

  test('a folder is there for what comes back in it, and only then', async () => {
    const root = await temporaryFolder({ 'docs/keep/a.md': '', 'docs/b.md': '', 'other/c.md': '' });
    expect(await paths(context(root, '*\n!docs/keep'))).toEqual(['docs', 'docs/keep', 'docs/keep/a.md']);
  });

  test('links stay links, also those that lead out of the folder', async () => {
    const root = await temporaryFolder({ 'a.py': '' });
    await symlink('/etc/passwd', join(root, 'out'));
    await symlink('missing', join(root, 'dangling'));
    const links = (await entries(context(root))).filter(({ header }) => header.type === 'symlink');
    expect(links.map(({ header }) => [header.name, header.linkname])).toEqual([
      ['dangling', 'missing'],
      ['out', '/etc/passwd'],
    ]);
  });

  test.skipIf(process.platform === 'win32')('a pipe is left out with a warning', async () => {
    const root = await temporaryFolder({ 'a.py': '' });
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const warnings: string[] = [];
    expect(await paths(context(root), warnings)).toEqual(['a.py']);
    expect(warnings).toEqual([expect.stringContaining('pipe is neither')]);
  });

  test('NAME.dockerignore wins over .dockerignore, and both over what was generated', async () => {
    const root = await temporaryFolder({ 'web.Dockerfile.dockerignore': 'one', '.dockerignore': 'two' });
    const sources = async (dockerfile: string, folder: string) =>
      (await readIgnoreRules(folder, dockerfile, 'three')).patterns.map(({ source }) => source);
    expect(await sources('web.Dockerfile', root)).toEqual(['one']);
    expect(await sources('Dockerfile', root)).toEqual(['two']);
    expect(await sources('Dockerfile', await temporaryFolder())).toEqual(['three']);
  });
});

describe('the tar', () => {
  test('contents, modes and times are kept; owners are root’s', async () => {
    const root = await temporaryFolder({ 'run.sh': 'echo', 'empty.txt': '' });
    await chmod(join(root, 'run.sh'), 0o755);
    const [empty, run] = await entries(context(root));
    expect(empty?.body).toBe('');
    expect(run).toMatchObject({
      body: 'echo',
      header: { uid: 0, gid: 0, ...(process.platform === 'win32' ? {} : { mode: 0o755 }) },
    });
    expect(Math.abs(Number(run?.header.mtime) - Date.now())).toBeLessThan(60_000);
  });

  test('what is in memory takes the place of what is on disk, and is added to it', async () => {
    const root = await temporaryFolder({ 'main.py': 'old' });
    const overlay = new Map([
      ['main.py', Buffer.from('new')],
      ['Dockerfile', Buffer.from('FROM x')],
    ]);
    const found = (await entries(context(root, '', overlay))).map(({ header, body }) => [header.name, body]);
    expect(found).toEqual([
      ['main.py', 'new'],
      ['Dockerfile', 'FROM x'],
    ]);
  });

  test('a long path and a large file come through', async () => {
    const deep = `${'folder-with-a-name/'.repeat(12)}file.txt`;
    const root = await temporaryFolder({ [deep]: 'deep' });
    await mkdir(join(root, 'big'));
    await writeFile(join(root, 'big', 'data'), Buffer.alloc(5_000_000, 'x'));
    const found = new Map((await entries(context(root))).map(({ header, body }) => [header.name, body.length]));
    expect(found.get(deep)).toBe(4);
    expect(found.get('big/data')).toBe(5_000_000);
  });
});
