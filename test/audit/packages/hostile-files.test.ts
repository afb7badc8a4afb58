import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elfFile, inlineBuildInfo, pointedBuildInfo } from './elf-file.js';
import { dpkgStatus, packagesOf } from './layers.js';
import { berkeleyDatabase, ndbDatabase, rpmHeader, sqliteDatabase } from './rpm-database.js';
import { zipFile } from './zip-file.js';

const headers = Array.from({ length: 12 }, (_, at) =>
  rpmHeader({ name: `n${at}`, version: '1', release: '1', padding: at * 900, files: ['/usr/bin/a', '/usr/lib/b'] }),
);
const modules = 'mod\ta.b/c\tv1.0.0\ndep\td.e/f\tv2.0.0\n';
const pom = 'groupId=a\nartifactId=b\nversion=1\n';
const samples: [path: string, content: Buffer][] = [
  ['/var/lib/rpm/rpmdb.sqlite', await sqliteDatabase(headers)],
  ['/var/lib/rpm/Packages.db', ndbDatabase(headers)],
  ['/var/lib/rpm/Packages', berkeleyDatabase(headers)],
  ['/usr/bin/new', elfFile({ '.go.buildinfo': inlineBuildInfo('go1.22.0', modules) })],
  ['/usr/bin/old', elfFile({ '.go.buildinfo': pointedBuildInfo('go1.17.0', modules, 0x400080) })],
  ['/a.jar', zipFile({ 'META-INF/maven/a/b/pom.properties': pom, 'lib/c.jar': zipFile({ 'x.txt': 'x' }) })],
  ['/var/lib/dpkg/status', Buffer.from(dpkgStatus(['a', '1', 'Source: b (2)\n'], ['c', '3']))],
  ['/lib/apk/db/installed', Buffer.from('P:a\nV:1\no:b\n\nF:usr\nR:x\n')],
  ['/node_modules/a/package.json', Buffer.from('{"name":"a","version":"1","license":{"type":"MIT"}}')],
];

/** Bytes overwritten at some places, and perhaps an early end. */
const damage = fc.record({
  edits: fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 0xff, 0x80, 1))), { maxLength: 12 }),
  cut: fc.option(fc.nat(), { freq: 4 }),
});

test.each(samples)('%s, damaged in any way, ends in packages or a warning, and soon', (path, content) => {
  const started = performance.now();
  fc.assert(
    fc.property(damage, ({ edits, cut }) => {
      const bytes = Buffer.from(content);
      for (const [at, value] of edits) bytes[at % bytes.length] = value;
      const given = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
      const { count, warnings } = packagesOf({ [path]: given });
      expect(count).toBeGreaterThanOrEqual(0);
      expect(warnings.length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 1000 },
  );
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('headers that point to themselves end', () => {
  const database = berkeleyDatabase(headers);
  // the first overflow page says that the next one is itself
  database.writeUInt32LE(2, 2 * 4096 + 16);
  const found = packagesOf({ '/var/lib/rpm/Packages': database });
  expect(found.warnings).toHaveLength(1);
});
