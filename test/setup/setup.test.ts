import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applySetup } from '../../src/setup/apply-setup.js';
import type { Client } from '../../src/setup/client.js';
import { clients } from '../../src/setup/clients.js';
import { listClients } from '../../src/setup/list-clients.js';
import type { Place } from '../../src/setup/place.js';
import { fileOf, planSetup } from '../../src/setup/plan-setup.js';

const named = (id: string) => clients.find((client) => client.id === id) as Client;
const names = async () => [];
const plain = { project: false, serverArguments: [] };

describe('where clients keep their settings', () => {
  const linux: Place = { platform: 'linux', env: {}, home: '/home/me', folder: '/srv', names };
  const mac: Place = { platform: 'darwin', env: {}, home: '/Users/me', folder: '/srv', names };
  const windows: Place = {
    platform: 'win32',
    env: { APPDATA: 'C:\\Users\\me\\AppData\\Roaming' },
    home: 'C:\\Users\\me',
    folder: 'C:\\srv',
    names,
  };

  test.each([
    ['claude-desktop', '/home/me/.config/Claude/claude_desktop_config.json'],
    ['claude-code', '/home/me/.claude.json'],
    ['vscode', '/home/me/.config/Code/User/mcp.json'],
    ['cursor', '/home/me/.cursor/mcp.json'],
    ['windsurf', '/home/me/.codeium/windsurf/mcp_config.json'],
    ['zed', '/home/me/.config/zed/settings.json'],
    ['codex', '/home/me/.codex/config.toml'],
    ['gemini', '/home/me/.gemini/settings.json'],
  ])('%s on Linux', async (id, file) => {
    expect(await fileOf(named(id), linux, false)).toBe(file);
  });

  test.each([
    ['claude-desktop', '/Users/me/Library/Application Support/Claude/claude_desktop_config.json'],
    ['vscode', '/Users/me/Library/Application Support/Code/User/mcp.json'],
    ['zed', '/Users/me/.config/zed/settings.json'],
    ['codex', '/Users/me/.codex/config.toml'],
  ])('%s on macOS', async (id, file) => {
    expect(await fileOf(named(id), mac, false)).toBe(file);
  });

  test.each([
    ['claude-desktop', 'C:\\Users\\me\\AppData\\Roaming\\Claude\\claude_desktop_config.json'],
    ['claude-code', 'C:\\Users\\me\\.claude.json'],
    ['vscode', 'C:\\Users\\me\\AppData\\Roaming\\Code\\User\\mcp.json'],
    ['windsurf', 'C:\\Users\\me\\.codeium\\windsurf\\mcp_config.json'],
    ['zed', 'C:\\Users\\me\\AppData\\Roaming\\Zed\\settings.json'],
  ])('%s on Windows', async (id, file) => {
    expect(await fileOf(named(id), windows, false)).toBe(file);
  });

  test.each([
    ['claude-code', { CLAUDE_CONFIG_DIR: '/c' }, '/c/.claude.json'],
    ['codex', { CODEX_HOME: '/c' }, '/c/config.toml'],
    ['zed', { XDG_CONFIG_HOME: '/x' }, '/x/zed/settings.json'],
  ])('%s where the environment says so', async (id, env, file) => {
    expect(await fileOf(named(id), { ...linux, env }, false)).toBe(file);
  });

  test.each([
    ['claude-code', '/srv/.mcp.json'],
    ['vscode', '/srv/.vscode/mcp.json'],
    ['cursor', '/srv/.cursor/mcp.json'],
    ['zed', '/srv/.zed/settings.json'],
    ['codex', '/srv/.codex/config.toml'],
    ['gemini', '/srv/.gemini/settings.json'],
  ])('%s for a project', async (id, file) => {
    expect(await fileOf(named(id), linux, true)).toBe(file);
  });

  test.each(['claude-desktop', 'windsurf'])('%s has no file for a project', async (id) => {
    await expect(fileOf(named(id), linux, true)).rejects.toMatchObject({ code: 'not-supported' });
  });

  test('the Windows Store’s Claude Desktop keeps its files in its package; what is there already wins', async () => {
    const parent = 'C:\\Users\\me\\AppData\\Local\\Packages';
    const store = `${parent}\\Claude_pzs8sxrjxfjjc\\LocalCache\\Roaming\\Claude`;
    const there: Record<string, string[]> = { [parent]: ['Other_1', 'Claude_pzs8sxrjxfjjc'] };
    const place = { ...windows, names: async (folder: string) => there[folder] ?? [] };
    expect(await fileOf(named('claude-desktop'), place, false)).toBe(`${store}\\claude_desktop_config.json`);
    there['C:\\Users\\me\\AppData\\Roaming\\Claude'] = ['claude_desktop_config.json'];
    expect(await fileOf(named('claude-desktop'), place, false)).toContain('AppData\\Roaming\\Claude\\');
    there[store] = ['claude_desktop_config.json'];
    expect(await fileOf(named('claude-desktop'), place, false)).toContain(store);
  });

  test('Windows starts npx through cmd', async () => {
    const { after } = await planSetup(named('cursor'), windows, { project: false, serverArguments: ['--read-only'] });
    expect(JSON.parse(after).mcpServers.dockwright).toEqual({
      command: 'cmd',
      args: ['/c', 'npx', '-y', 'dockwright', 'mcp', '--read-only'],
    });
  });
});

describe('the change of a file', () => {
  let home: string;
  let place: Place;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'dockwright-setup-'));
    place = { platform: 'linux', env: {}, home, folder: join(home, 'project'), names };
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  test.each(clients.map(({ id }) => id))('%s: shown, made once, and made no second time', async (id) => {
    const plan = await planSetup(named(id), place, { project: false, serverArguments: ['--root', '/srv/my "work"'] });
    expect(plan.action).toBe('create');
    expect(plan.diff).toContain('dockwright');
    expect(await readdir(home)).toEqual([]);
    expect(await applySetup(plan)).toBeNull();
    expect(await readFile(plan.file, 'utf8')).toBe(plan.after);
    expect((await stat(plan.file)).mode & 0o777).toBe(0o600);
    const again = await planSetup(named(id), place, { project: false, serverArguments: ['--root', '/srv/my "work"'] });
    expect(again).toMatchObject({ action: 'unchanged', diff: '' });
    expect((await listClients(place)).find((client) => client.id === id)).toMatchObject({
      found: true,
      configured: true,
      file: plan.file,
    });
  });

  test('a copy of what was there is kept, its permissions too; the diff shows no secret of a neighbour', async () => {
    const file = join(home, '.cursor', 'mcp.json');
    const before = '{\n  "mcpServers": {\n    "x": { "env": {\n      "API_TOKEN": "hunter2hunter2"\n    } }\n  }\n}\n';
    await mkdir(join(home, '.cursor'));
    await writeFile(file, before, { mode: 0o640 });
    const plan = await planSetup(named('cursor'), place, plain);
    expect(plan.action).toBe('update');
    expect(plan.diff).toContain('API_TOKEN');
    expect(plan.diff).not.toContain('hunter2');
    const copy = await applySetup(plan, new Date('2026-01-02T03:04:05.678Z'));
    expect(copy).toMatch(/mcp\.json\.20260102T030405Z\.backup$/);
    expect(await readFile(copy as string, 'utf8')).toBe(before);
    expect((await stat(copy as string)).mode & 0o777).toBe(0o640);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
    expect(JSON.parse(await readFile(file, 'utf8')).mcpServers.x.env.API_TOKEN).toBe('hunter2hunter2');
  });

  test('a file that changed since it was shown is left alone', async () => {
    const plan = await planSetup(named('cursor'), place, plain);
    await mkdir(join(home, '.cursor'));
    await writeFile(plan.file, '{"mine": 1}');
    await expect(applySetup(plan)).rejects.toMatchObject({ code: 'file-conflict' });
    expect(await readFile(plan.file, 'utf8')).toBe('{"mine": 1}');
  });

  test.each(['{"mcpServers": ', '\u0000', '[]'])('a file that holds %j is refused, and left alone', async (text) => {
    await mkdir(join(home, '.gemini'));
    const file = join(home, '.gemini', 'settings.json');
    await writeFile(file, text);
    await expect(planSetup(named('gemini'), place, plain)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(join(home, '.gemini'))).toEqual(['settings.json']);
  });

  test('what is not UTF-8, or no file, is refused', async () => {
    await mkdir(join(home, '.cursor'));
    const file = join(home, '.cursor', 'mcp.json');
    await writeFile(file, Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(planSetup(named('cursor'), place, plain)).rejects.toThrow('not written in UTF-8');
    await rm(file);
    await mkdir(file);
    await expect(planSetup(named('cursor'), place, plain)).rejects.toThrow('cannot be read (EISDIR)');
  });

  test('a link stays a link, to a file that got the change', async () => {
    await mkdir(join(home, 'dotfiles'));
    await mkdir(join(home, '.cursor'));
    await writeFile(join(home, 'dotfiles', 'mcp.json'), '{}');
    await symlink(join(home, 'dotfiles', 'mcp.json'), join(home, '.cursor', 'mcp.json'));
    const copy = await applySetup(await planSetup(named('cursor'), place, plain));
    expect((await lstat(join(home, '.cursor', 'mcp.json'))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(home, 'dotfiles', 'mcp.json'), 'utf8')).toContain('dockwright');
    expect(copy).toContain(join(home, 'dotfiles'));
  });

  test('a link that leads nowhere is not replaced', async () => {
    await mkdir(join(home, '.cursor'));
    await symlink(join(home, 'gone.json'), join(home, '.cursor', 'mcp.json'));
    const plan = await planSetup(named('cursor'), place, plain);
    await expect(applySetup(plan)).rejects.toMatchObject({ code: 'write-failed' });
    expect((await lstat(plan.file)).isSymbolicLink()).toBe(true);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that refuses changes nothing', async () => {
    await mkdir(join(home, '.cursor'));
    await chmod(join(home, '.cursor'), 0o500);
    const plan = await planSetup(named('cursor'), place, plain);
    await expect(applySetup(plan)).rejects.toMatchObject({ code: 'write-failed' });
    await chmod(join(home, '.cursor'), 0o700);
  });

  test('a client whose file cannot be read is listed as such', async () => {
    await mkdir(join(home, '.codex'));
    await writeFile(join(home, '.codex', 'config.toml'), 'a = ');
    expect((await listClients(place)).find(({ id }) => id === 'codex')).toMatchObject({
      found: true,
      configured: null,
    });
    expect((await listClients(place)).find(({ id }) => id === 'zed')).toMatchObject({
      found: false,
      configured: false,
    });
  });
});
