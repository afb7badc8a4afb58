import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dockwright, type Ended } from './dockwright.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dockwright-home-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** Run where nothing of this machine's own settings is in reach. */
function setup(...args: string[]): Promise<Ended> {
  const nothing = { XDG_CONFIG_HOME: undefined, CODEX_HOME: undefined, CLAUDE_CONFIG_DIR: undefined };
  const env = { ...nothing, HOME: home, USERPROFILE: home, APPDATA: join(home, 'AppData') };
  return dockwright(['setup', ...args], { cwd: home, env });
}

test('shows, and writes only after a yes', async () => {
  const shown = await setup('gemini', '--print', '--root', 'a', '--root', 'b', '--read-only');
  expect(shown.code).toBe(0);
  expect(shown.stdout).toContain(`+        "${join(home, 'b')}",\n+        "--read-only"`);
  const refused = await setup('gemini');
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('Nothing was written') });
  expect(await readdir(home)).toEqual([]);
  const written = await setup('gemini', '--yes');
  expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('next: Start Gemini CLI anew') });
  expect(
    JSON.parse(await readFile(join(home, '.gemini', 'settings.json'), 'utf8')).mcpServers.dockwright.args.at(-1),
  ).toBe('mcp');
  const again = await setup('gemini', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ action: 'unchanged', written: false, backup: null });
});

test('lists the clients, which are found, and which are set up', async () => {
  await mkdir(join(home, '.cursor'));
  await setup('codex', '--yes');
  const { clients } = JSON.parse((await setup('--json')).stdout) as { clients: { id: string }[] };
  const named = (id: string) => clients.find((client) => client.id === id);
  expect(named('cursor')).toMatchObject({ found: true, configured: false });
  expect(named('codex')).toMatchObject({ found: true, configured: true });
  expect(named('windsurf')).toMatchObject({ found: false, configured: false });
});

test('a malformed file ends with 2 and is left alone', async () => {
  await mkdir(join(home, '.vscode'));
  await writeFile(join(home, '.vscode', 'mcp.json'), '{ "servers": ');
  const { code, stdout } = await setup('vscode', '--project', '--yes', '--json');
  expect(code).toBe(2);
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('line 1') });
  expect(await readFile(join(home, '.vscode', 'mcp.json'), 'utf8')).toBe('{ "servers": ');
  expect(await readdir(join(home, '.vscode'))).toEqual(['mcp.json']);
  // what the hint names
  const shown = await setup('vscode', '--project', '--print', '--read-only');
  expect(shown.code).toBe(2);
  const [, content = ''] = shown.stdout.split('would be:\n');
  expect(JSON.parse(content).servers.dockwright).toMatchObject({ type: 'stdio', command: expect.any(String) });
});

test('a client that it does not know ends with 2', async () => {
  expect(await setup('emacs', '--yes')).toMatchObject({ code: 2, stderr: expect.stringContaining('claude-desktop') });
});
