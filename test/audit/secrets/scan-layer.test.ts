import type { Header } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { isPackaged } from '../../../src/audit/secrets/packaged.js';
import { scanConfiguration } from '../../../src/audit/secrets/scan-configuration.js';
import { scanLayer } from '../../../src/audit/secrets/scan-layer.js';

const github = `ghp_${'a1B2c3D4e5F6g7H8i9'.repeat(2)}`;

async function scan(files: Record<string, string | Buffer>) {
  const layer = scanLayer();
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const header = { name, type: 'file', size: bytes.length } as Header;
    const body = async function* () {
      yield bytes;
    };
    await layer.entry(header, layer.wants(header) ? body() : null);
  }
  return layer;
}

const shown = ({ kind, place }: { kind: string; place: string }) => ({ kind, place });

describe('layers', () => {
  test('contents and names are looked at; findings carry no values', async () => {
    const { findings, scannedFiles } = await scan({
      'app/main.py': `TOKEN = "${github}"\n`,
      './app/.env': 'PAYMENT_CODE=kJ8s7df6hK\n',
      'app/README.md': 'nothing\n',
    });
    expect(findings.map(shown)).toEqual([
      { kind: 'GitHub token', place: '/app/main.py:1' },
      { kind: 'environment file', place: '/app/.env' },
    ]);
    expect(scannedFiles).toBe(3);
  });

  test('an environment file without values is none', async () => {
    expect((await scan({ 'app/.env': '# set these\nAPI_KEY=\nDEBUG=true\nTOKEN=changeme\n' })).findings).toEqual([]);
  });

  test('files of installed packages, binaries and large files are counted and not read', async () => {
    const layer = await scan({
      'app/.venv/lib/python3.13/site-packages/tests/keys.py': `K = "${github}"`,
      'app/model.bin': Buffer.from([0, 1, 2, 3]),
      'app/data.json': Buffer.alloc(1_000_001, 'x'),
    });
    expect(layer).toMatchObject({ findings: [], scannedFiles: 0, packageFiles: 1, skippedFiles: 2 });
  });
});

test.each([
  ['/app/main.py', false],
  ['/srv/site-packages.py', false],
  ['/usr/src/app/main.py', false],
  ['/usr/local/app/main.py', false],
  ['/usr/local/lib/python3.13/site-packages/x.py', true],
  ['/usr/lib/python3/x.py', true],
  ['/etc/ssl/private/key.pem', true],
  ['/etc/app/config.toml', false],
  ['/root/.pypirc', false],
])('%s belongs to a package: %s', (path, expected) => {
  expect(isPackaged(path)).toBe(expected);
});

describe('environment and history', () => {
  test('secret values are found by name, by the Spec and by form', async () => {
    const findings = await scanConfiguration(
      {
        config: {
          Env: [
            'PATH=/bin',
            'DB_PASSWORD=vT9xQ2mLw8Zr',
            'PLAIN=vT9xQ2mLw8Zr',
            `X=${github}`,
            'SECRET_KEY=changeme',
            'EMPTY_TOKEN=',
          ],
        },
        history: [
          { created_by: 'RUN |1 DEPLOY_TOKEN=vT9xQ2mLw8Zr /bin/sh -c make # buildkit' },
          { created_by: 'ENV PYTHONUNBUFFERED=1' },
          { created_by: `RUN curl -H "Authorization: ${github}" https://x` },
          { created_by: `ENV GITHUB_TOKEN=${github}` },
        ],
      },
      new Set(['PLAIN']),
    );
    expect(findings.map(shown)).toEqual([
      { kind: 'value of a secret variable', place: 'environment: DB_PASSWORD' },
      { kind: 'value of a secret variable', place: 'environment: PLAIN' },
      { kind: 'GitHub token', place: 'environment: X' },
      { kind: 'value of DEPLOY_TOKEN', place: 'history 1' },
      { kind: 'GitHub token', place: 'history 3' },
      { kind: 'GitHub token', place: 'history 4' },
    ]);
  });

  test('an ordinary image has none', async () => {
    const config = {
      config: {
        Env: [
          'PATH=/usr/bin',
          'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305',
          'PYTHON_SHA256=9f86d081884c7d659a2f',
          'PORT=8000',
        ],
      },
      history: [{ created_by: 'RUN /bin/sh -c set -eux; apt-get update; rm -rf /var/lib/apt/lists/* # buildkit' }],
    };
    expect(await scanConfiguration(config, new Set(['API_KEY']))).toEqual([]);
  });
});
