import { describe, expect, test } from 'vitest';
import type { LayerEntry } from '../../../src/audit/image/layer-collector.js';
import { collectSecrets } from '../../../src/audit/secrets/collect-secrets.js';

// assembled here, so that no scanner takes this file for one that holds secrets
const github = `ghp_${'a1B2c3D4e5F6g7H8i9'.repeat(2)}`;
const password = 'vT9x' + 'Q2mLw8Zr';

function entryOf(path: string, sizeBytes: number, type: LayerEntry['type'] = 'file'): LayerEntry {
  return { path, type, sizeBytes, mode: 0o644, uid: 0, gid: 0, linkTarget: null, whiteout: null };
}

async function collect(files: Record<string, string | Buffer>) {
  const collector = collectSecrets();
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const entry = entryOf(path, bytes.length);
    collector.entry(entry, collector.wants(entry) ? bytes : null);
  }
  await collector.settle();
  return collector;
}

test('findings have a kind, a path and a line, and nothing of the value', async () => {
  const { findings } = await collect({ '/app/main.py': `import os\nTOKEN = "${github}"\n` });
  expect(findings).toEqual([
    { kind: 'GitHub token', place: '/app/main.py:2', source: 'file', path: '/app/main.py', line: 2 },
  ]);
  expect(JSON.stringify(findings)).not.toContain(github.slice(4, 16));
});

test('what is not searched is counted: files that are too big, and those after too many findings', async () => {
  const big = collectSecrets(1_000);
  const entry = entryOf('/app/dump.sql', 1_001);
  expect(big.wants(entry)).toBe(false);
  big.entry(entry, null);
  big.entry(entryOf('/app/weights.safetensors', 5_000), null);
  big.entry(entryOf('/usr/lib/libpq.so', 5_000), null);
  expect(big.unsearchedFiles).toBe(1);
  const many = await collect({
    '/app/a.env': Array.from({ length: 100 }, (_, index) => `K${index}=${github}\n`).join(''),
    '/app/b.env': `A=${github}\n`,
  });
  expect(many.findings).toHaveLength(100);
  expect(many.unsearchedFiles).toBe(1);
  expect((await collect({ '/app/a.env': `A=${github}\n` })).unsearchedFiles).toBe(0);
});

test('a line that is found twice is one finding, two lines are two', async () => {
  const { findings } = await collect({ '/app/a.env': `A=${github}\nB=${github} # ${github}\nC=${github}\n` });
  expect(findings.map(({ line }) => line)).toEqual([1, 2, 3]);
});

test('what only secretlint knows is found after settling', async () => {
  const token = `shpat_${'kX8f2LmQ9rTz4WvB7nYc3HsJ6dPg1KeA'}`;
  const collector = collectSecrets();
  const bytes = Buffer.from(`one\n${'x'.repeat(2_000)}\n# ${token}\n`);
  collector.entry(entryOf('/app/a.txt', bytes.length), bytes);
  expect(collector.findings).toEqual([]);
  await collector.settle();
  expect(collector.findings).toMatchObject([{ kind: 'Shopify token', place: '/app/a.txt:3' }]);
});

test('text of Windows is read in its encoding', async () => {
  const { findings } = await collect({ '/app/a.env': Buffer.from(`\ufeffTOKEN=${github}\r\n`, 'utf16le') });
  expect(findings).toMatchObject([{ kind: 'GitHub token', line: 1 }]);
});

test('text in another alphabet does not move lines', async () => {
  const { findings } = await collect({ '/app/a.py': `# ключ — 鍵\n# é\nT = "${github}"\n` });
  expect(findings).toMatchObject([{ line: 3 }]);
});

describe('what is not read', () => {
  const collector = collectSecrets(1_000);

  test.each([
    ['/app/main.py', 10, true],
    ['/app/main.py', 0, false],
    ['/app/main.py', 1_001, false],
    ['/app/logo.png', 10, false],
    ['/app/model.safetensors', 10, false],
    ['/app/cert.p12', 10, true],
    ['/app/node_modules/a/index.js', 10, false],
    ['/usr/local/lib/python3.13/site-packages/a.py', 10, false],
    ['/usr/src/app/a.py', 10, true],
  ])('%s of %i bytes: %s', (path, size, wanted) => {
    expect(collector.wants(entryOf(path, size))).toBe(wanted);
  });

  test('folders and links', () => {
    expect(collector.wants(entryOf('/app/a', 10, 'directory'))).toBe(false);
    expect(collector.wants(entryOf('/app/a', 10, 'hardlink'))).toBe(false);
  });

  test('it is counted', async () => {
    const { scannedFiles, packageFiles, skippedFiles, findings } = await collect({
      '/app/a.py': 'x',
      '/app/node_modules/a.js': github,
      '/app/a.bin': Buffer.from([1, 0, 2]),
      '/app/a.png': 'x',
    });
    expect({ scannedFiles, packageFiles, skippedFiles, findings }).toEqual({
      scannedFiles: 1,
      packageFiles: 1,
      skippedFiles: 2,
      findings: [],
    });
  });
});

describe('files that are credentials by their name', () => {
  const login = Buffer.from(`me:${password}`).toString('base64');

  test.each([
    ['/app/.env', `PAYMENT_CODE=${password}`, 'environment file'],
    ['/app/.env', 'DB_PASSWORD=hunter22', 'environment file'],
    ['/root/.netrc', 'machine a login me password hunter22', 'login file'],
    ['/root/.pgpass', 'db:5432:app:me:hunter22', 'PostgreSQL password file'],
    ['/etc/nginx/.htpasswd', 'me:$apr1$abc$def', 'password file'],
    ['/root/.aws/credentials', '[default]\naws_secret_access_key = hunter22', 'AWS credentials'],
    ['/root/.docker/config.json', `{"auths": {"a": {"auth": "${login}"}}}`, 'registry credentials'],
    ['/root/.kube/config', `users:\n- user:\n    token: ${'abcdefgh'}ijkl\n`, 'cluster credentials'],
    ['/root/.cache/huggingface/token', 'abc', 'Hugging Face token'],
    [
      '/root/.kaggle/kaggle.json',
      `{"username":"me","key":"${'3f9c2b7a81d04e56'}${'b1c7d2e8f3a4950d'}"}`,
      'Kaggle credentials',
    ],
    ['/app/keys.p12', Buffer.from([48, 0, 130]), 'key store'],
    ['/root/.ssh/id_ed25519', 'not what it seems', 'private SSH key'],
  ])('%s', async (path, content, kind) => {
    const { findings } = await collect({ [path]: content });
    expect(findings.map((finding) => finding.kind)).toEqual([kind]);
  });

  test.each([
    ['/app/.env', 'PORT=8000\nLOG_LEVEL=INFO\nAPI_KEY=\nDATABASE_URL=postgresql://db:5432/app\n# SECRET=abc\n'],
    ['/app/.env.example', `API_KEY=hunter22`],
    ['/root/.netrc', 'machine a login me password <password>'],
    ['/root/.pgpass', '# host:port:database:user:password'],
    ['/root/.aws/credentials', '[default]\nregion = eu-central-1\n'],
    ['/root/.docker/config.json', '{"auths": {"ghcr.io": {}}, "credsStore": "desktop"}'],
    ['/root/.kube/config', 'clusters: []\nusers: []\n'],
    ['/root/.npmrc', 'registry=https://npm.example.com/\n_authToken=${NPM_TOKEN}\n'],
    ['/root/.ssh/id_ed25519.pub', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH me'],
    [
      '/root/.ssh/known_hosts',
      'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
    ],
  ])('%s that holds none', async (path, content) => {
    expect((await collect({ [path]: content })).findings).toEqual([]);
  });
});

test('a layer full of secrets is not listed without end', async () => {
  const { findings } = await collect(
    Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`/app/${index}.py`, `T = "${github}"`])),
  );
  expect(findings).toHaveLength(100);
});
