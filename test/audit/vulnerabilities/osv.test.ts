import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dpkgStatus, packagesOf } from '../packages/layers.js';
import { affects, cvss, osvScene, told, vectors } from './osv-scene.js';
import { answer } from './stand-in-osv.js';

const scene = osvScene();
const release = (text: string) => ({ '/etc/os-release': text });
const wheel = (name: string, version: string) => ({
  [`/usr/local/lib/${name}-${version}.dist-info/METADATA`]: `Name: ${name}\nVersion: ${version}\n`,
});
const flask = () => packagesOf(wheel('flask', '1.0'));
const flaskMatch = 'PyPI|flask|1.0';

describe('what is asked', () => {
  test.each([
    ['ID=debian\nVERSION_ID="13"\n', 'Debian:13'],
    ['ID=ubuntu\nVERSION_ID="24.04"\n', 'Ubuntu:24.04:LTS'],
    ['ID=ubuntu\nVERSION_ID="25.10"\n', 'Ubuntu:25.10'],
    ['ID=ubuntu\nVERSION_ID="23.04"\n', 'Ubuntu:23.04'],
  ])('of %j: the source package, once for all that are built from it', async (text, ecosystem) => {
    const status = dpkgStatus(['libssl3', '3.5.1-1+b2', 'Source: openssl (3.5.1-1)\n'], ['openssl', '3.5.1-1']);
    await scene.scan(packagesOf({ ...release(text), '/var/lib/dpkg/status': status }));
    expect(scene.osv.batches).toEqual([[{ package: { name: 'openssl', ecosystem }, version: '3.5.1-1' }]]);
  });

  test('of Alpine: the origin, in the release’s branch', async () => {
    const layer = {
      ...release('ID=alpine\nVERSION_ID=3.20.3\n'),
      '/lib/apk/db/installed': 'P:ssl\nV:3-r0\no:openssl\n',
    };
    await scene.scan(packagesOf(layer));
    expect(scene.osv.batches[0]?.[0]).toEqual({
      package: { name: 'openssl', ecosystem: 'Alpine:v3.20' },
      version: '3-r0',
    });
  });

  test('of languages: by the ecosystem’s own name', async () => {
    const json = (value: unknown) => JSON.stringify(value);
    await scene.scan(
      packagesOf({
        ...wheel('Typing_Extensions', '4.0'),
        '/app/node_modules/@s/a/package.json': json({ name: '@s/a', version: '1.0.0' }),
        '/app/vendor/composer/installed.json': json([{ name: 'A/b', version: 'v2.0' }]),
        '/app/x.deps.json': json({ libraries: { 'N.J/13.0': { type: 'package' } } }),
      }),
    );
    expect(
      scene.osv.batches[0]?.map((query) => Object.values({ ...query.package, v: query.version }).join(' ')),
    ).toEqual(['typing-extensions PyPI 4.0', '@s/a npm 1.0.0', 'a/b Packagist 2.0', 'N.J NuGet 13.0']);
  });

  test('a language’s package that the distribution brought is not asked about', async () => {
    const path = '/usr/lib/python3/dist-packages/six-1.dist-info/METADATA';
    const layer = {
      ...release('ID=debian\nVERSION_ID=13\n'),
      '/var/lib/dpkg/status': dpkgStatus(['python3-six', '1']),
      '/var/lib/dpkg/info/python3-six.list': path,
      [path]: 'Name: six\nVersion: 1\n',
    };
    await scene.scan(packagesOf(layer));
    expect(scene.osv.batches.flat().map((query) => query.package.ecosystem)).toEqual(['Debian:13']);
  });

  test('what OSV has no data for is told', async () => {
    const layer = { ...release('ID=debian\nVERSION_CODENAME=sid\n'), '/var/lib/dpkg/status': dpkgStatus(['a', '1']) };
    const result = await scene.scan(packagesOf({ ...layer, ...wheel('flask', '1.0') }));
    expect(result).toMatchObject({ status: 'scanned', notCompared: 1 });
    expect(result.reason).toBe('not compared: 1 deb packages of debian, for which OSV has no data by release');
  });

  test('an image with nothing to ask about is not scanned', async () => {
    const result = await scene.scan(packagesOf({}));
    expect(result).toMatchObject({ status: 'not-scanned', reason: 'no packages were found in the image' });
    expect(scene.osv.seen).toEqual([]);
  });

  test('at most a thousand questions a batch', async () => {
    const packages = packagesOf(...Array.from({ length: 2100 }, (_, at) => wheel(`p${at}`, '1')));
    expect((await scene.scan(packages)).status).toBe('scanned');
    expect(scene.osv.batches.map(({ length }) => length).toSorted((one, other) => one - other)).toEqual([
      100, 1000, 1000,
    ]);
  });
});

describe('what is found', () => {
  test('with its package, layer, severity and fix', async () => {
    scene.give(flaskMatch, {
      id: 'GHSA-aaaa-bbbb-cccc',
      aliases: ['CVE-2023-30861', 'PYSEC-2023-62'],
      ...cvss(vectors.high),
      affected: [affects('PyPI', 'flask', [{ introduced: '0' }, { fixed: '2.2.5' }])],
    });
    const result = await scene.scan(flask());
    expect(result).toEqual({
      status: 'scanned',
      scanner: 'osv.dev',
      critical: 0,
      high: 1,
      medium: 0,
      low: 0,
      unknown: 0,
      notCompared: 0,
      items: [
        {
          id: 'CVE-2023-30861',
          aliases: ['GHSA-aaaa-bbbb-cccc', 'PYSEC-2023-62'],
          severity: 'high',
          score: 7.5,
          package: 'flask',
          version: '1.0',
          ecosystem: 'pypi',
          purl: 'pkg:pypi/flask@1.0',
          fixedVersion: '2.2.5',
          layer: 'layer-1',
          path: '/usr/local/lib/flask-1.0.dist-info/METADATA',
        },
      ],
    });
  });

  test('page by page', async () => {
    scene.osv.pageSize = 2;
    const ids = Array.from({ length: 5 }, (_, at) => ({ id: `CVE-2024-${at}`, ...cvss(vectors.critical) }));
    scene.give(flaskMatch, ...ids);
    const result = await scene.scan(packagesOf(wheel('flask', '1.0'), wheel('other', '2')));
    expect(result.critical).toBe(5);
    expect(scene.osv.batches.map((batch) => batch.map(({ page_token }) => page_token))).toEqual([
      [undefined, undefined],
      ['2'],
      ['4'],
    ]);
  });

  test('without pages that never end', async () => {
    scene.osv.fault = (request, response) => {
      if (request.method !== 'POST') return false;
      answer(response, 200, { results: [{ next_page_token: 'again' }] });
      return true;
    };
    const result = await scene.scan(flask());
    expect(result).toMatchObject({ status: 'not-scanned', reason: expect.stringContaining('without an end') });
  });

  test('once for the names that it has', async () => {
    scene.give(
      flaskMatch,
      { id: 'GHSA-1111-2222-3333', aliases: ['CVE-2024-1'], ...cvss(vectors.medium) },
      { id: 'PYSEC-2024-1', aliases: ['CVE-2024-1', 'GHSA-1111-2222-3333'], ...cvss(vectors.high) },
    );
    const { items } = await scene.scan(flask());
    expect(told(items)).toEqual(['CVE-2024-1 high 7.5 flask@1.0 -> none']);
    expect(items[0]?.aliases).toEqual(['GHSA-1111-2222-3333', 'PYSEC-2024-1']);
  });

  test('without what was withdrawn', async () => {
    scene.give(
      flaskMatch,
      { id: 'CVE-2024-1', withdrawn: '2024-02-01T00:00:00Z', ...cvss(vectors.critical) },
      { id: 'CVE-2024-2', ...cvss(vectors.medium) },
    );
    expect(told((await scene.scan(flask())).items)).toEqual(['CVE-2024-2 medium 6.1 flask@1.0 -> none']);
  });

  test('with the fix of the installed branch', async () => {
    const ranges: Record<string, string>[] = [
      { introduced: '0' },
      { fixed: '0.9.5' },
      { introduced: '1.0' },
      { fixed: '1.0.7' },
      { introduced: '2.0' },
      { fixed: '2.1' },
    ];
    scene.give(flaskMatch, { id: 'CVE-2024-1', affected: [affects('PyPI', 'Flask', ranges)], ...cvss(vectors.high) });
    expect((await scene.scan(flask())).items[0]?.fixedVersion).toBe('1.0.7');
  });

  test('as unknown where the record cannot be had', async () => {
    scene.osv.matches.set(flaskMatch, ['CVE-2024-1', 'CVE-2024-2']);
    scene.osv.records.set('CVE-2024-2', { id: 'CVE-of-another', modified: '2024-01-01T00:00:00Z' });
    const result = await scene.scan(flask());
    expect([result.unknown, result.items.map(({ id }) => id)]).toEqual([2, ['CVE-2024-1', 'CVE-2024-2']]);
  });

  test('ids that are no ids are passed over', async () => {
    scene.osv.matches.set(flaskMatch, ['../../../etc/passwd', 'CVE 1', 'x'.repeat(300), '..']);
    expect((await scene.scan(flask())).items).toEqual([]);
    expect(scene.osv.seen).toEqual(['POST /v1/querybatch']);
  });
});

describe('Debian', () => {
  const packages = () =>
    packagesOf({
      ...release('ID=debian\nVERSION_ID=13\n'),
      '/var/lib/dpkg/status': dpkgStatus(['libssl3', '3.5.1-1', 'Source: openssl\n'], ['openssl', '3.5.1-1']),
    });
  const match = 'Debian:13|openssl|3.5.1-1';
  const affected = (fixed: string, urgency?: string) => [
    affects('Debian:12', 'openssl', [{ introduced: '0' }, { fixed: '3.0.99-1' }], {
      ecosystem_specific: { urgency: 'unimportant' },
    }),
    affects('Debian:13', 'openssl', [{ introduced: '0' }, { fixed }], {
      ...(urgency ? { ecosystem_specific: { urgency } } : {}),
    }),
  ];

  test('items are of each installed package, with the release’s own fix', async () => {
    const record = { id: 'DEBIAN-CVE-2025-1', upstream: ['CVE-2025-1'], affected: affected('3.5.2-1') };
    scene.give(match, { ...record, ...cvss(vectors.critical) });
    const { items } = await scene.scan(packages());
    expect(told(items)).toEqual([
      'CVE-2025-1 critical 9.8 libssl3@3.5.1-1 -> 3.5.2-1',
      'CVE-2025-1 critical 9.8 openssl@3.5.1-1 -> 3.5.2-1',
    ]);
    expect(items[0]?.aliases).toEqual(['DEBIAN-CVE-2025-1']);
  });

  test('an advisory says nothing that its CVEs do not, where they are there', async () => {
    scene.give(
      match,
      { id: 'DSA-6000-1', upstream: ['CVE-2025-1', 'CVE-2025-2'], affected: affected('3.5.2-1') },
      { id: 'DEBIAN-CVE-2025-1', upstream: ['CVE-2025-1'], affected: affected('3.5.2-1'), ...cvss(vectors.high) },
      { id: 'DEBIAN-CVE-2025-2', upstream: ['CVE-2025-2'], affected: affected('3.5.2-1'), ...cvss(vectors.medium) },
    );
    const ids = (await scene.scan(packages())).items.map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(['CVE-2025-1', 'CVE-2025-2']));
  });

  test('an advisory alone counts, as bad as the worst that it is about', async () => {
    scene.give(match, { id: 'DSA-6000-1', upstream: ['CVE-2025-1', 'CVE-2025-2'], affected: affected('3.5.2-1') });
    scene.osv.records.set('CVE-2025-1', { id: 'CVE-2025-1', ...cvss(vectors.medium) });
    scene.osv.records.set('CVE-2025-2', { id: 'CVE-2025-2', ...cvss(vectors.high) });
    const [item] = (await scene.scan(packages())).items;
    expect(item).toMatchObject({ id: 'DSA-6000-1', severity: 'high', aliases: ['CVE-2025-1', 'CVE-2025-2'] });
  });

  test('what Debian calls unimportant is low, whatever its score', async () => {
    const record = { id: 'DEBIAN-CVE-2005-2541', upstream: ['CVE-2005-2541'], affected: affected('9', 'unimportant') };
    scene.give(match, { ...record, ...cvss(vectors.critical) });
    expect((await scene.scan(packages())).items[0]).toMatchObject({ severity: 'low', score: null });
  });
});

describe('the severity is', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['the score of version 3', cvss(vectors.critical), 'critical 9.8'],
    [
      'the score of version 4',
      cvss('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'CVSS_V4'),
      'critical 9.3',
    ],
    ['the score of version 2', cvss('AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS_V2'), 'high 7.5'],
    [
      'the higher of two scores',
      { severity: [...cvss(vectors.medium).severity, ...cvss(vectors.critical).severity] },
      'critical 9.8',
    ],
    ['GitHub’s word', { database_specific: { severity: 'MODERATE' } }, 'medium'],
    [
      'Debian’s urgency',
      { affected: [affects('PyPI', 'flask', [], { ecosystem_specific: { urgency: 'high' } })] },
      'high',
    ],
    ['Ubuntu’s priority', { severity: [{ type: 'Ubuntu', score: 'low' }] }, 'low'],
    ['unknown for a vector that is none', cvss('CVSS:3.1/AV:N'), 'unknown'],
    ['unknown for words that nobody knows', { database_specific: { severity: 'constructor' } }, 'unknown'],
    ['unknown where nothing is said', {}, 'unknown'],
  ])('%s', async (_, fields, expected) => {
    scene.give(flaskMatch, { id: 'CVE-2024-1', ...fields });
    expect(told((await scene.scan(flask())).items)).toEqual([`CVE-2024-1 ${expected} flask@1.0 -> none`]);
  });

  test('that of the CVE where the record itself has none', async () => {
    scene.give(flaskMatch, { id: 'PYSEC-2024-1', aliases: ['CVE-2024-1', 'CVE-2024-404'] });
    scene.osv.records.set('CVE-2024-1', { id: 'CVE-2024-1', ...cvss(vectors.high) });
    expect((await scene.scan(flask())).items[0]).toMatchObject({ severity: 'high', score: 7.5 });
  });
});

describe('records are kept', () => {
  const record = { id: 'CVE-2024-1', modified: '2026-02-01T00:00:00.5Z', ...cvss(vectors.high) };
  const details = () => scene.osv.seen.filter((one) => one.startsWith('GET'));

  test('until they are changed', async () => {
    scene.give(flaskMatch, record);
    await scene.scan(flask());
    await scene.scan(flask());
    expect(details()).toHaveLength(1);
    scene.give(flaskMatch, { ...record, modified: '2026-02-01T00:00:00.75Z', ...cvss(vectors.critical) });
    expect((await scene.scan(flask())).critical).toBe(1);
    expect(details()).toHaveLength(2);
  });

  test('in the user’s state folder, a file each', async () => {
    scene.give(flaskMatch, record, { id: 'RHSA-2024:1', ...cvss(vectors.high) });
    await scene.scan(flask());
    expect((await readdir(join(scene.folder, 'dockwright', 'osv'))).toSorted()).toEqual([
      'CVE-2024-1.json',
      'RHSA-2024_1.json',
    ]);
  });

  test('nowhere where nothing can be written', async () => {
    scene.give(flaskMatch, record);
    const result = await scene.scan(flask(), { cacheFolder: '/dev/null/osv' });
    expect(result.high).toBe(1);
  });
});

describe('where OSV', () => {
  const failing = (status: number, times: number, headers = {}) => {
    let left = times;
    scene.osv.fault = (_, response) => {
      if (left-- <= 0) return false;
      answer(response, status, 'busy', headers);
      return true;
    };
  };

  test.each([429, 500, 502, 503, 504])('answers %i, it is asked again, later each time', async (status) => {
    scene.give(flaskMatch, { id: 'CVE-2024-1', ...cvss(vectors.high) });
    failing(status, 2);
    expect((await scene.scan(flask())).high).toBe(1);
    expect(scene.waits).toEqual([500, 1000]);
  });

  test('says when to come again, that is done, within reason', async () => {
    failing(429, 1, { 'retry-after': '7' });
    await scene.scan(flask());
    failing(503, 1, { 'retry-after': '86400' });
    await scene.scan(flask());
    expect(scene.waits).toEqual([7000, 20_000]);
  });

  test('does not recover, the image is not scanned', async () => {
    failing(503, 100);
    expect(await scene.scan(flask())).toMatchObject({
      status: 'not-scanned',
      reason: 'osv.dev answered with status 503',
      critical: 0,
      items: [],
    });
    expect(scene.osv.seen).toHaveLength(4);
  });

  test('refuses for good, it is not asked again', async () => {
    failing(403, 100);
    expect(await scene.scan(flask())).toMatchObject({
      status: 'not-scanned',
      reason: 'osv.dev answered with status 403',
    });
    expect(scene.osv.seen).toHaveLength(1);
  });

  test.each([
    ['{"results": [', 'sent what is no JSON'],
    ['{"results": []}', 'answered in a form that is not known'],
    ['[]', 'answered in a form that is not known'],
    ['{"results": [{"vulns": "all"}]}', 'answered in a form that is not known'],
  ])('answers %j, the image is not scanned', async (body, reason) => {
    scene.osv.fault = (_, response) => {
      answer(response, 200, body);
      return true;
    };
    expect(await scene.scan(flask())).toMatchObject({ status: 'not-scanned', reason: `osv.dev ${reason}` });
  });

  test('gives no answer, that ends too', async () => {
    scene.osv.fault = () => true;
    const result = await scene.scan(flask(), { osvPatienceMs: 50 });
    expect(result).toMatchObject({ status: 'not-scanned', reason: 'osv.dev gave no answer within 0 s' });
    expect(scene.osv.seen).toHaveLength(4);
  });

  test('cannot be reached, the reason says so', async () => {
    const url = scene.osv.url;
    await scene.osv.close();
    expect(await scene.scan(flask(), { osvUrl: url })).toMatchObject({
      status: 'not-scanned',
      reason: 'osv.dev cannot be reached (ECONNREFUSED)',
    });
    // nobody is there: who works offline does not wait
    expect(scene.waits).toEqual([]);
  });

  test('refuses one name, the others are compared and that one is told', async () => {
    const layer = wheel('flask', '1.0');
    for (const name of ['<script>', 'a', 'b', 'c']) Object.assign(layer, wheel(name, '1'));
    scene.give(flaskMatch, { id: 'CVE-2024-1', ...cvss(vectors.high) });
    const result = await scene.scan(packagesOf(layer));
    expect(result).toMatchObject({ status: 'scanned', high: 1, notCompared: 1 });
    expect(result.reason).toContain('1 packages with names that osv.dev refuses');
  });

  test('is not to be asked, it is not', async () => {
    const result = await scene.scan(flask(), { offline: true });
    expect(result).toMatchObject({ status: 'not-scanned', reason: expect.stringContaining('no network is allowed') });
    expect(scene.osv.seen).toEqual([]);
  });
});
