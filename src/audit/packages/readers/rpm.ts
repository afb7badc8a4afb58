import { berkeleyBlobs } from '../formats/berkeley-hash.js';
import { ndbBlobs } from '../formats/ndb.js';
import { parseRpmHeader, type RpmPackage } from '../formats/rpm-header.js';
import { sqliteRows } from '../formats/sqlite.js';
import type { StatedPackage } from '../package.js';
import type { PackageReader } from '../reader.js';

const database = /^\/(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/(rpmdb\.sqlite|Packages\.db|Packages)$/;

/**
 * rpm's database of installed packages, in the three kinds that it has had. Read by ourselves: at once, while the bytes are
 * there, with licences and files, and without the 700 kB of SQLite that @snyk/rpm-parser needs.
 */
export const rpmDatabase: PackageReader = {
  wants: ({ path }) => database.test(path),
  read(content, path) {
    const blobs = blobsOf(content, database.exec(path)?.[1] as string);
    const packages: StatedPackage[] = [];
    const owned: string[] = [];
    for (const blob of blobs) {
      const found = parseRpmHeader(blob);
      if (!found) continue;
      packages.push(stated(found));
      for (const file of found.files) owned.push(file);
    }
    return { packages, owned };
  },
};

function* blobsOf(content: Buffer, name: string): Generator<Buffer> {
  if (name === 'Packages') yield* berkeleyBlobs(content);
  else if (name === 'Packages.db') yield* ndbBlobs(content);
  else for (const row of sqliteRows(content, 'Packages')) if (row[1] instanceof Buffer) yield row[1];
}

function stated({ name, version, release, epoch, architecture, license, sourceRpm }: RpmPackage): StatedPackage {
  const full = `${epoch === null || epoch === 0 ? '' : `${epoch}:`}${version}-${release}`;
  // NAME-VERSION-RELEASE.src.rpm
  const source = /^(.+)-([^-]+)-([^-]+)\.(?:no)?src\.rpm$/.exec(sourceRpm ?? '');
  return {
    type: 'rpm',
    name,
    version: full,
    ...(source ? { source: { name: source[1] as string, version: `${source[2]}-${source[3]}` } } : {}),
    ...(architecture ? { architecture } : {}),
    licenses: license ? [license] : [],
  };
}
