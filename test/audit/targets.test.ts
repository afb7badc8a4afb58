import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { auditFile } from '../../src/audit/audit-files.js';
import { defaultAuditSettings } from '../../src/audit/settings/audit-settings.js';
import { findFiles } from '../../src/audit/targets.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-targets-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const { signal } = new AbortController();
const activity = { signal, report() {} };

describe('files of a folder', () => {
  test('leaves out what Go and Composer copied in, not a folder that only has the name', async () => {
    await write({
      Dockerfile: '',
      'vendor/modules.txt': '',
      'vendor/github.com/a/b/Dockerfile': '',
      'php/vendor/autoload.php': '',
      'php/vendor/a/compose.yaml': '',
      'shop/vendor/Dockerfile': '',
    });
    const { files } = await findFiles(folder, signal);
    expect(files.map(({ name }) => name).sort()).toEqual(['Dockerfile', 'shop/vendor/Dockerfile']);
  });

  test('what cannot be read as what it is named is told by its name', async () => {
    await write({ 'old/docker-compose.yml': 'web:\n  image: a:1\n' });
    const file = {
      kind: 'compose',
      name: 'old/docker-compose.yml',
      path: join(folder, 'old/docker-compose.yml'),
    } as const;
    await expect(auditFile(file, folder, defaultAuditSettings, undefined, activity)).rejects.toThrow(
      /^old\/docker-compose\.yml: This is no Compose file/,
    );
  });
});

test('a folder tells what it left out where nothing else is there', async () => {
  await write({ 'Dockerfile\n': 'FROM a:1\n' });
  const asked = audit({ kind: 'folder', name: '.', path: folder }, { settings: defaultAuditSettings }, activity);
  await expect(asked).rejects.toMatchObject({
    message: expect.stringMatching(/no Dockerfile.* Ignored "Dockerfile\\n"/),
  });
});

test('a file that is too long is told how long it may be', async () => {
  await write({ Dockerfile: '#'.repeat(5_000_000) });
  const asked = audit(
    { kind: 'dockerfile', name: 'Dockerfile', path: join(folder, 'Dockerfile') },
    { settings: defaultAuditSettings },
    activity,
  );
  await expect(asked).rejects.toMatchObject({ message: expect.stringMatching(/5 MB, more than the 4 MB/) });
});

test('a folder of many files does not report each of them', async () => {
  await write(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`Dockerfile.a${index}`, 'FROM scratch\n'])));
  const report = vi.fn();
  await audit({ kind: 'folder', name: '.', path: folder }, { settings: defaultAuditSettings }, { signal, report });
  expect(report).toHaveBeenCalledWith(expect.stringMatching(/^auditing Dockerfile\.a/), 1, 40);
  expect(report.mock.calls.length).toBeLessThan(20);
});

test.each([
  ['PORT=8000\nLOG_LEVEL=info\n', []],
  ['PORT=8000\nAPI_TOKEN=q8Zr2mWn5tYb7xKd\n', ['credential-file-copied']],
])('a .env of the context is read: %j', async (content, expected) => {
  await write({
    Dockerfile: 'FROM python:3.13-slim\nWORKDIR /app\nCOPY .env main.py ./\nUSER 1000\n',
    '.env': content,
  });
  const { findings } = await audit(
    { kind: 'folder', name: '.', path: folder },
    { settings: defaultAuditSettings },
    activity,
  );
  expect(findings.map(({ rule }) => rule).filter((rule) => rule.endsWith('-copied'))).toEqual(expected);
  expect(JSON.stringify(findings)).not.toContain('q8Zr2mWn5tYb7xKd');
});

test('without an engine a name that is no file is told to be none', async () => {
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  const asked = audit({ kind: 'image', name: 'Dokcerfile' }, { settings: defaultAuditSettings }, activity);
  await expect(asked).rejects.toMatchObject({
    code: 'engine-unreachable',
    message: expect.stringMatching(/^Dokcerfile is no file or folder here, and .* No Docker engine answers/),
    hint: expect.stringContaining('Check the name'),
  });
  vi.unstubAllEnvs();
});
