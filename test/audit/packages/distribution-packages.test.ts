import rpmParser from '@snyk/rpm-parser';
import { describe, expect, test } from 'vitest';
import { dpkgStatus, named, packagesOf } from './layers.js';
import { berkeleyDatabase, ndbDatabase, type RpmFields, rpmHeader, sqliteDatabase } from './rpm-database.js';

describe('dpkg', () => {
  test('names packages with their source, and leaves out what was removed', () => {
    const status = [
      'Package: libssl3t64\nStatus: install ok installed\nArchitecture: amd64\nSource: openssl (3.5.1-1)\nVersion: 3.5.1-1+b2\n',
      'Package: old\nStatus: deinstall ok config-files\nArchitecture: amd64\nVersion: 1\n',
      'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2-1\n',
      'Package: man-db\nStatus: install ok triggers-pending\nArchitecture: amd64\nVersion: 2.13\n',
    ].join('\n');
    const found = packagesOf({
      '/usr/lib/os-release': 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\nVERSION_ID="13"\n',
      '/var/lib/dpkg/status': status,
      '/usr/share/doc/bash/copyright':
        'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\nFiles: *\nLicense: GPL-3+\n\nLicense: GPL-3+\n text\n',
    });
    expect(found.distribution).toEqual({ id: 'debian', version: '13', name: 'Debian GNU/Linux 13 (trixie)' });
    expect(found.byEcosystem).toEqual({ deb: 3 });
    expect(named(found)).toEqual(['bash@5.2-1', 'libssl3t64@3.5.1-1+b2', 'man-db@2.13']);
    expect(found.packages[0]).toMatchObject({ source: { name: 'bash', version: '5.2-1' }, licenses: ['GPL-3+'] });
    expect(found.packages[1]).toEqual({
      type: 'deb',
      name: 'libssl3t64',
      version: '3.5.1-1+b2',
      source: { name: 'openssl', version: '3.5.1-1' },
      architecture: 'amd64',
      licenses: [],
      purl: 'pkg:deb/debian/libssl3t64@3.5.1-1%2Bb2?arch=amd64&distro=debian-13',
      path: '/var/lib/dpkg/status',
      layer: 'layer-1',
      fromDistribution: false,
    });
  });

  test('of a distroless image lies in a file for each package', () => {
    const found = packagesOf({
      '/var/lib/dpkg/status.d/base': 'Package: base-files\nVersion: 12.4\nArchitecture: amd64\n',
      '/var/lib/dpkg/status.d/tzdata': 'Package: tzdata\nVersion: 2025b-0\nArchitecture: all\n',
      '/var/lib/dpkg/status.d/base.md5sums': 'd41d8cd98f00b204e9800998ecf8427e  usr/share/base\n',
    });
    expect(named(found)).toEqual(['base-files@12.4', 'tzdata@2025b-0']);
    expect(found.packages[1]?.path).toBe('/var/lib/dpkg/status.d/tzdata');
    expect(found.warnings).toEqual([]);
  });

  test('owns what it brought: a Python package of Debian’s is marked as such', () => {
    const metadata = 'Metadata-Version: 2.1\nName: requests\nVersion: 2.32.3\n';
    const found = packagesOf({
      '/var/lib/dpkg/status': dpkgStatus(['python3-requests', '2.32.3+dfsg-5']),
      '/var/lib/dpkg/info/python3-requests.list':
        '/.\n/usr/lib/python3/dist-packages/requests-2.32.3.egg-info/PKG-INFO\n',
      '/usr/lib/python3/dist-packages/requests-2.32.3.egg-info/PKG-INFO': metadata,
      '/usr/local/lib/python3.13/site-packages/requests-2.32.3.dist-info/METADATA': metadata,
    });
    const python = found.packages.filter(({ type }) => type === 'pypi');
    expect(python.map(({ path, fromDistribution }) => [path.split('/')[3], fromDistribution])).toEqual([
      ['python3', true],
      ['lib', false],
    ]);
  });
});

test('apk names packages with their origin and licence', () => {
  const installed = [
    'C:Q1abc=\nP:libcrypto3\nV:3.3.2-r0\nA:x86_64\nL:Apache-2.0\no:openssl\nF:usr/lib\nR:libcrypto.so.3\na:0:0:755\n',
    'P:musl\nV:1.2.5-r1\nA:x86_64\nL:MIT\no:musl\n',
  ].join('\n');
  const found = packagesOf({
    '/etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
    '/lib/apk/db/installed': installed,
  });
  expect(named(found)).toEqual(['libcrypto3@3.3.2-r0', 'musl@1.2.5-r1']);
  expect(found.packages[0]).toMatchObject({
    source: { name: 'openssl', version: '3.3.2-r0' },
    licenses: ['Apache-2.0'],
    purl: 'pkg:apk/alpine/libcrypto3@3.3.2-r0?arch=x86_64&distro=alpine-3.20.3',
  });
});

describe('rpm', () => {
  const given: RpmFields[] = [
    { name: 'bash', version: '5.1.8', release: '9.el9', license: 'GPLv3+', sourceRpm: 'bash-5.1.8-9.el9.src.rpm' },
    {
      name: 'openssl-libs',
      epoch: 1,
      version: '3.0.7',
      release: '27.el9',
      sourceRpm: 'openssl-3.0.7-27.el9.src.rpm',
      files: ['/usr/bin/openssl', '/etc/pki/tls/openssl.cnf', '/usr/bin/c_rehash'],
      padding: 30_000,
    },
    { name: 'gpg-pubkey', version: 'fd431d51', release: '4ae0493b' },
    ...Array.from({ length: 60 }, (_, at) => ({
      name: `filler-${at}`,
      version: '1',
      release: '1',
      padding: at * 97 + 1,
    })),
  ];
  const headers = given.map(rpmHeader);
  const kinds = [
    ['SQLite', '/var/lib/rpm/rpmdb.sqlite', sqliteDatabase, 'getPackagesSqlite'],
    ['ndb', '/usr/lib/sysimage/rpm/Packages.db', ndbDatabase, 'getPackagesNdb'],
    ['Berkeley DB', '/var/lib/rpm/Packages', berkeleyDatabase, 'getPackages'],
  ] as const;

  test.each(kinds)('of the kind %s says what another reader says', async (_, path, write, read) => {
    const database = await write(headers);
    const other = await rpmParser[read](database);
    expect(other.error).toBeUndefined();
    const theirs = other.response
      .filter(({ name }) => name !== 'gpg-pubkey')
      .map((one) => `${one.name}@${rpmParser.formatRpmPackageVersion(one)}`);
    const found = packagesOf({ [path]: database });
    expect(found.warnings).toEqual([]);
    expect(named(found).toSorted()).toEqual(theirs.toSorted());
    expect(found.count).toBe(62);
    expect(found.packages.find(({ name }) => name === 'openssl-libs')).toMatchObject({
      version: '1:3.0.7-27.el9',
      source: { name: 'openssl', version: '3.0.7-27.el9' },
      licenses: ['MIT'],
      purl: 'pkg:rpm/openssl-libs@3.0.7-27.el9?arch=x86_64&epoch=1',
    });
  });

  test.each([512, 1024, 65_536])('SQLite with pages of %i bytes', async (pageSize) => {
    const found = packagesOf({ '/var/lib/rpm/rpmdb.sqlite': await sqliteDatabase(headers, pageSize) });
    expect(found.warnings).toEqual([]);
    expect(found.count).toBe(62);
  });

  test('owns its files', async () => {
    const manifest = '/usr/lib/python3.9/site-packages/six-1.15.0.egg-info';
    const six = rpmHeader({ name: 'python3-six', version: '1.15.0', release: '9.el9', files: [manifest] });
    const found = packagesOf({
      '/var/lib/rpm/rpmdb.sqlite': await sqliteDatabase([six]),
      [manifest]: 'Name: six\nVersion: 1.15.0\n',
    });
    expect(found.packages.map(({ type, fromDistribution }) => [type, fromDistribution])).toEqual([
      ['rpm', false],
      ['pypi', true],
    ]);
  });

  test('that is damaged is a warning', async () => {
    const found = packagesOf({ '/var/lib/rpm/rpmdb.sqlite': (await sqliteDatabase(headers)).subarray(0, 9000) });
    expect(found.packages).toEqual([]);
    expect(found.warnings).toEqual([expect.stringMatching(/^\/var\/lib\/rpm\/rpmdb\.sqlite cannot be read/)]);
  });
});

describe('os-release', () => {
  const of = (text: string) => packagesOf({ '/etc/os-release': text }).distribution;

  test.each([
    ['ID=ubuntu\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu 24.04.1 LTS"\n', 'ubuntu', '24.04'],
    ["ID='rhel'\nVERSION_ID='9.4'\n", 'rhel', '9.4'],
    ['# a comment\nID=debian\n', 'debian', null],
  ])('%j', (text, id, version) => {
    expect(of(text)).toMatchObject({ id, version });
  });

  test.each(['', 'NAME=x\n', 'ID=$(id)\n', 'ID="a b"\n'])('%j names none', (text) => {
    expect(of(text)).toBeNull();
  });

  test('in /etc wins over that in /usr/lib', () => {
    const found = packagesOf({ '/usr/lib/os-release': 'ID=debian\n', '/etc/os-release': 'ID=kali\n' });
    expect(found.distribution?.id).toBe('kali');
  });
});
