import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  type Level,
  notScanned,
  scanned,
  type Vulnerabilities,
} from '../../src/audit/vulnerabilities/vulnerability.js';
import { vulnerabilities } from '../../src/verify/criteria/vulnerabilities.js';
import { subjectOf } from '../../src/verify/subject.js';
import { standInOsv } from '../audit/vulnerabilities/stand-in-osv.js';
import { engineTest } from '../lab/engine.js';
import { specFor, verify } from './service-fixture.js';

function found(counts: Partial<Record<Level, number>>, more = {}): Vulnerabilities {
  const items = Object.entries(counts).flatMap(([severity, count]) =>
    Array.from({ length: count }, (_, at) => ({
      id: `CVE-${severity}-${at}`,
      aliases: [],
      severity: severity as Level,
      score: null,
      package: 'openssl',
      version: '3.0',
      ecosystem: 'deb',
      purl: null,
      fixedVersion: at === 0 ? '3.1' : null,
      layer: null,
      path: null,
    })),
  );
  return scanned('osv.dev', items, more);
}

function judge(seen: Vulnerabilities, limits: { critical: number; high?: number }) {
  const subject = subjectOf(specFor({ criteria: { vulnerabilities: limits } }), null);
  return vulnerabilities.judge({ subject, vulnerabilities: { seen } });
}

describe('the limits of the Spec', () => {
  test.each<[Partial<Record<Level, number>>, { critical: number; high?: number }, string]>([
    [{}, { critical: 0 }, 'pass'],
    [{ high: 3, medium: 9, low: 9 }, { critical: 0 }, 'pass'],
    [{ critical: 1 }, { critical: 0 }, 'fail'],
    [{ critical: 2 }, { critical: 2 }, 'pass'],
    [{ high: 1 }, { critical: 0, high: 0 }, 'fail'],
    [{ high: 1 }, { critical: 0, high: 1 }, 'pass'],
    [{ unknown: 1 }, { critical: 0 }, 'not-measured'],
    [{ unknown: 1 }, { critical: 1 }, 'pass'],
    [{ unknown: 1, high: 1 }, { critical: 1, high: 1 }, 'not-measured'],
    [{ critical: 1, unknown: 1 }, { critical: 0 }, 'fail'],
  ])('%j within %j: %s', (counts, limits, status) => {
    expect(judge(found(counts), limits).status).toBe(status);
  });

  test('a failure names what is worst, and its fix', () => {
    const { measured, evidence } = judge(found({ critical: 7 }), { critical: 0 });
    expect(measured).toBe('7 critical, 0 high, 0 medium, 0 low, 0 without a score');
    expect(evidence).toMatch(
      /^CVE-critical-0 in openssl 3\.0 \(fixed in 3\.1\), CVE-critical-1 .*, and 2 more \(osv\.dev\)$/,
    );
  });

  test('what was not compared is not passed over', () => {
    const seen = found({}, { notCompared: 3, reason: 'not compared: 3 rpm packages of rhel 9' });
    expect(judge(seen, { critical: 0 })).toMatchObject({
      status: 'not-measured',
      evidence: expect.stringContaining('3 rpm packages of rhel 9'),
    });
  });

  test('an image that was not scanned is not measured, with the reason', () => {
    expect(judge(notScanned('osv.dev cannot be reached'), { critical: 0 })).toMatchObject({
      status: 'not-measured',
      evidence: 'osv.dev cannot be reached',
    });
  });
});

engineTest('a verified image is compared by its own packages, the base image’s too', async () => {
  const osv = await standInOsv();
  const folder = await mkdtemp(join(tmpdir(), 'dockwright-state-'));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await osv.close();
    await rm(folder, { recursive: true, force: true });
  });
  vi.stubEnv('DOCKWRIGHT_OFFLINE', '');
  vi.stubEnv('DOCKWRIGHT_SCANNER', 'osv');
  vi.stubEnv('DOCKWRIGHT_OSV_URL', osv.url);
  vi.stubEnv('XDG_STATE_HOME', folder);
  const record = { id: 'DEBIAN-CVE-2099-1', upstream: ['CVE-2099-1'], modified: '2026-01-01T00:00:00Z' };
  const severity = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }];
  osv.records.set(record.id, { ...record, severity });
  // whatever version of bash the base image has
  osv.fault = (_, __, body) => {
    const bash = body ? /"name":"bash","ecosystem":"Debian:13"},"version":"([^"]+)"/.exec(body)?.[1] : undefined;
    if (bash) osv.matches.set(`Debian:13|bash|${bash}`, [record.id]);
    return false;
  };
  const result = await verify({ spec: specFor({ criteria: { vulnerabilities: { critical: 0 } } }) });
  expect(result.of('vulnerabilities')).toMatchObject({
    status: 'fail',
    limit: 'at most 0 critical',
    measured: '1 critical, 0 high, 0 medium, 0 low, 0 without a score',
    evidence: expect.stringMatching(/^CVE-2099-1 in bash \S+ \(no fix yet\) \(osv\.dev\)$/),
  });
  expect(result.verdict).toBe('fail');
});
