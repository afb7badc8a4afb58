import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dockwright, executable } from '../executable/dockwright.js';
import { claudeCode, claudeCodeMissing, validatePlugin } from '../validators/claude-code.js';

const root = path.resolve(import.meta.dirname, '../..');

describe.skipIf(claudeCodeMissing)('the Claude Code plugin', () => {
  let folder = '';
  /** What a clone has of the plugin, and a home that nobody lives in. */
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'dockwright-plugin-'));
    for (const name of ['.claude-plugin', 'skill', 'README.md', 'LICENSE'])
      await cp(path.join(root, name), path.join(folder, 'plugin', name), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is valid, warnings included, and brings the server and the skill', async () => {
    const { code, report } = await validatePlugin(path.join(folder, 'plugin'), folder);
    expect(report).toMatchObject({
      success: true,
      manifest: { type: 'marketplace', errors: [], warnings: [] },
      provides: {
        mcpServers: [{ name: 'dockwright', type: 'stdio', target: 'npx' }],
        skills: ['dockwright:dockwright'],
      },
      // the README has the line that installs it
      advice: [],
    });
    expect(code).toBe(0);
  });

  test('would be refused with a mistake in it', async () => {
    const broken = path.join(folder, 'broken');
    await cp(path.join(folder, 'plugin'), broken, { recursive: true });
    await writeFile(path.join(broken, '.claude-plugin', 'plugin.json'), '{ "name": "dockwright", "mcpServer": {} }');
    const { code, report } = await validatePlugin(broken, folder);
    expect(code).toBe(1);
    expect(report).toMatchObject({ success: false });
  });
});

describe.skipIf(claudeCodeMissing || process.platform === 'win32')('Claude Code', () => {
  test('connects by what setup wrote', async () => {
    const home = await mkdtemp(path.join(os.tmpdir(), 'dockwright-claude-'));
    try {
      const written = await dockwright(['setup', 'claude-code', '--yes'], {
        cwd: home,
        env: { HOME: home, CLAUDE_CONFIG_DIR: undefined },
      });
      expect(written.code).toBe(0);
      // npx would fetch the published package; this one runs what was built
      await mkdir(path.join(home, 'bin'));
      const npx = `#!/bin/sh\n[ "$1 $2" = "-y dockwright" ] && shift 2 && exec '${process.execPath}' '${executable}' "$@"\n`;
      await writeFile(path.join(home, 'bin', 'npx'), npx, { mode: 0o755 });
      const { said } = await claudeCode(['mcp', 'list'], home, `${path.join(home, 'bin')}:`);
      expect(said).toMatch(/^dockwright: npx -y dockwright mcp .*Connected$/m);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
