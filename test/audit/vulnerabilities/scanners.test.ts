import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScanOptions, scanOptions, scanVulnerabilities } from '../../../src/audit/vulnerabilities/scan.js';
import type { ScanTarget } from '../../../src/audit/vulnerabilities/scanners/scanner.js';
import type { Vulnerabilities } from '../../../src/audit/vulnerabilities/vulnerability.js';
import { packagesOf } from '../packages/layers.js';
import { told } from './osv-scene.js';
import { grypeReport, scoutReport, trivyReport } from './scanner-reports.js';

const packages = packagesOf({
  '/app/node_modules/minimist/package.json': JSON.stringify({ name: 'minimist', version: '1.2.5' }),
});

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockwright-scanners-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A program that writes down how it was called, and does what the script says. */
async function install(name: string, script: string): Promise<void> {
  const path = join(folder, name);
  const call = `{ pwd; ls -A; printf '%s\\n' "$@"; env | grep -E '^(TRIVY|GRYPE|MARK)' | sort; } > '${path}.call'`;
  await writeFile(path, `#!/bin/sh\n${call}\n${script}\n`);
  await chmod(path, 0o755);
}

async function report(name: string, content: unknown): Promise<string> {
  const path = join(folder, `${name}.json`);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return `cat '${path}'`;
}

async function callOf(name: string): Promise<string[]> {
  return (await readFile(join(folder, `${name}.call`), 'utf8')).trimEnd().split('\n').slice(1);
}

function scan(
  options: Partial<ScanOptions> = {},
  target: ScanTarget = { kind: 'engine', reference: 'app:1' },
  signal: AbortSignal = new AbortController().signal,
): Promise<Vulnerabilities> {
  const installed = async (name: string) => {
    const path = join(folder, name);
    return readFile(path).then(
      () => path,
      () => null,
    );
  };
  return scanVulnerabilities(
    target,
    packages,
    {
      ...scanOptions({ PATH: process.env.PATH, XDG_STATE_HOME: folder, DOCKWRIGHT_OSV_URL: 'http://127.0.0.1:2' }),
      findProgram: installed,
      wait: async () => {},
      ...options,
    },
    { signal, report: () => {} },
  );
}

describe('trivy', () => {
  test('its report in our shape', async () => {
    await install('trivy', await report('trivy', trivyReport));
    const result = await scan();
    expect(result).toMatchObject({ status: 'scanned', scanner: 'trivy', critical: 1, high: 1, low: 0, unknown: 1 });
    expect(told(result.items)).toEqual([
      'CVE-2021-44906 critical 9.8 minimist@1.2.5 -> 1.2.6, 0.2.4',
      'CVE-2024-2511 high 7.1 libssl3@3.0.11-1 -> 3.0.14-1',
      'CVE-2025-99999 unknown perl-base@5.36.0-7 -> none',
    ]);
    expect(result.items[0]).toMatchObject({ layer: 'sha256:22', path: '/app/node_modules/minimist/package.json' });
    expect(result.items[1]).toMatchObject({
      ecosystem: 'deb',
      purl: 'pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12.5',
      layer: 'sha256:11',
    });
  });

  test.each<[ScanTarget, string[]]>([
    [{ kind: 'engine', reference: 'app:1; touch x' }, ['--image-src', 'docker', 'app:1; touch x']],
    [{ kind: 'archive', path: '/tmp/a b.tar' }, ['--input', '/tmp/a b.tar']],
    [{ kind: 'layout', path: '/tmp/layout' }, ['--input', '/tmp/layout']],
  ])('is pointed at %j, in an empty folder', async (target, last) => {
    await install('trivy', await report('trivy', { SchemaVersion: 2 }));
    expect((await scan({}, target)).status).toBe('scanned');
    expect(await callOf('trivy')).toEqual([
      'image',
      '--format',
      'json',
      '--quiet',
      '--scanners',
      'vuln',
      ...last,
      'TRIVY_NO_PROGRESS=true',
    ]);
  });

  test('offline, uses the database that it has', async () => {
    await install('trivy', await report('trivy', { SchemaVersion: 2, Results: null }));
    expect(await scan({ offline: true })).toMatchObject({ status: 'scanned', items: [] });
    expect(await callOf('trivy')).toEqual(
      expect.arrayContaining(['--offline-scan', '--skip-db-update', '--skip-java-db-update']),
    );
  });
});

describe('grype', () => {
  test('its report in our shape, by the CVE that it relates to', async () => {
    await install('grype', await report('grype', grypeReport));
    const result = await scan();
    expect(result).toMatchObject({ status: 'scanned', scanner: 'grype', critical: 1, medium: 0, low: 1 });
    expect(told(result.items)).toEqual([
      'CVE-2021-44906 critical 9.8 minimist@1.2.5 -> 1.2.6',
      'CVE-2011-3374 low 3.7 apt@2.6.1 -> none',
    ]);
    expect(result.items[0]).toMatchObject({ aliases: ['GHSA-xvch-5gv4-984h'], layer: 'sha256:22', ecosystem: 'npm' });
  });

  test.each<[ScanTarget, string]>([
    [{ kind: 'engine', reference: 'app:1' }, 'docker:app:1'],
    [{ kind: 'archive', path: '/tmp/a.tar' }, '/tmp/a.tar'],
    [{ kind: 'layout', path: '/tmp/layout' }, 'oci-dir:/tmp/layout'],
  ])('is pointed at %j', async (target, source) => {
    await install('grype', await report('grype', { matches: [] }));
    await scan({ offline: true }, target);
    expect(await callOf('grype')).toEqual([
      '--output',
      'json',
      '--quiet',
      source,
      'GRYPE_CHECK_FOR_APP_UPDATE=false',
      'GRYPE_DB_AUTO_UPDATE=false',
      'GRYPE_DB_VALIDATE_AGE=false',
    ]);
  });
});

describe('docker scout', () => {
  test('its report in our shape, with the layer from our own list', async () => {
    await install('docker', await report('scout', scoutReport));
    const result = await scan();
    expect(result).toMatchObject({ status: 'scanned', scanner: 'docker scout', critical: 1, high: 1, unknown: 1 });
    expect(told(result.items)).toEqual([
      'CVE-2021-44906 critical 9.8 minimist@1.2.5 -> 1.2.6',
      'CVE-2024-2511 high openssl@3.0.11-1 -> 3.0.14-1~deb12u1',
      'CVE-2025-1 unknown a:b@1.0 -> none',
    ]);
    expect(result.items[0]).toMatchObject({ layer: 'layer-1', path: '/app/node_modules/minimist/package.json' });
    expect(await callOf('docker')).toEqual(['scout', 'cves', '--format', 'sarif', 'local://app:1']);
  });

  test.each([
    [`echo "docker: 'scout' is not a docker command." >&2; exit 1`],
    [`printf "docker: unknown command: docker scout\\n\\nRun 'docker --help' for more information\\n" >&2; exit 125`],
  ])('that Docker lacks is no failure to tell: %s', async (script) => {
    await install('docker', script);
    expect((await scan()).reason).toBe('osv.dev cannot be reached (ECONNREFUSED)');
  });

  test('is not used offline, since it asks Docker', async () => {
    await install('docker', await report('scout', scoutReport));
    expect(await scan({ offline: true })).toMatchObject({
      status: 'not-scanned',
      reason: 'no scanner with a database, and no network is allowed',
    });
  });
});

describe('the next one is tried, and the failure told, when a scanner', () => {
  const fallBack = async (script: string, options: Partial<ScanOptions> = {}) => {
    await install('trivy', script);
    await install('grype', await report('grype', grypeReport));
    const result = await scan(options);
    expect([result.status, result.scanner, result.items.length]).toEqual(['scanned', 'grype', 2]);
    return result.reason;
  };

  test('ends with an error', async () => {
    const said = '2026-01-01 INFO start\\n\\033[31mFATAL\\033[0m the first run cannot skip downloading the database';
    expect(await fallBack(`printf '${said}\\n' >&2; exit 1`)).toBe(
      'trivy ended with status 1: FATAL the first run cannot skip downloading the database',
    );
  });

  test('writes what is no JSON', async () => {
    expect(await fallBack('echo "Total: 3 (HIGH: 1)"')).toBe('trivy wrote a report of an unknown form');
  });

  test('writes JSON of another form', async () => {
    expect(await fallBack(`echo '{"SchemaVersion": 2, "Results": [{"Vulnerabilities": [{"ID": 1}]}]}'`)).toBe(
      'trivy wrote a report of an unknown form',
    );
  });

  test('writes nothing', async () => {
    expect(await fallBack('exit 0')).toBe('trivy wrote no report');
  });

  test('never ends', async () => {
    expect(await fallBack('exec sleep 600', { scannerPatienceMs: 300 })).toBe('trivy was not done within 0 s');
  });

  test('is killed', async () => {
    expect(await fallBack('kill -9 $$')).toBe('trivy could not be run');
  });
});

test('what all said is the reason where none can be used', async () => {
  await install('trivy', 'echo no database >&2; exit 1');
  await install('grype', 'echo database is too old >&2; exit 2');
  await install('docker', 'echo "Log in with your Docker ID" >&2; exit 1');
  expect(await scan()).toMatchObject({
    status: 'not-scanned',
    reason:
      'trivy ended with status 1: no database; grype ended with status 2: database is too old; ' +
      'docker scout ended with status 1: Log in with your Docker ID; osv.dev cannot be reached (ECONNREFUSED)',
  });
});

describe('DOCKWRIGHT_SCANNER', () => {
  const only = (name: string) => ({ only: scanOptions({ DOCKWRIGHT_SCANNER: name }).only });

  test('chooses one', async () => {
    await install('trivy', await report('trivy', trivyReport));
    await install('grype', await report('grype', grypeReport));
    expect((await scan(only('grype'))).scanner).toBe('grype');
    expect((await scan(only('osv'))).reason).toBe('osv.dev cannot be reached (ECONNREFUSED)');
  });

  test('takes no other for it', async () => {
    await install('trivy', 'echo no database >&2; exit 1');
    await install('grype', await report('grype', grypeReport));
    expect((await scan(only('trivy'))).reason).toBe('trivy ended with status 1: no database');
    expect((await scan(only('docker-scout'))).reason).toBe('docker scout was asked for and is not there');
    expect((await scan(only('snyk'))).reason).toBe('snyk was asked for and is not there');
  });
});

test('a reference that would be an option is given to no scanner', async () => {
  await install('trivy', await report('trivy', trivyReport));
  const result = await scan({ offline: true }, { kind: 'engine', reference: '--config=/tmp/x' });
  expect(result.status).toBe('not-scanned');
});

test('stopping stops the scanner', async () => {
  const controller = new AbortController();
  await install('trivy', `touch '${join(folder, 'started')}'; exec sleep 600`);
  const running = scan({}, { kind: 'engine', reference: 'app:1' }, controller.signal);
  const stopped = expect(running).rejects.toThrow('stopped');
  await expect
    .poll(() =>
      readFile(join(folder, 'started')).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  controller.abort(new Error('stopped'));
  await stopped;
});
