/** What is read of an installed rpm's header. */
export interface RpmPackage {
  name: string;
  version: string;
  release: string;
  epoch: number | null;
  architecture: string | null;
  license: string | null;
  /** File name of the source package: `bash-5.1.8-6.el9.src.rpm`. */
  sourceRpm: string | null;
  files: string[];
}

/** https://rpm-software-management.github.io/rpm/manual/tags.html */
const tags = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  license: 1014,
  architecture: 1022,
  sourceRpm: 1044,
  folderIndexes: 1116,
  baseNames: 1117,
  folders: 1118,
} as const;

const entrySize = 16;
const mostEntries = 100_000;
const mostStrings = 500_000;

interface Entry {
  at: number;
  count: number;
}

/**
 * A header as rpm's database holds it: two lengths, the index, and the data that it points into
 * (https://rpm-software-management.github.io/rpm/manual/format_header.html).
 * @returns null for a public key, which rpm keeps as a package too @throws RangeError for one that is damaged
 */
export function parseRpmHeader(blob: Buffer): RpmPackage | null {
  const count = blob.readUInt32BE(0);
  if (count > mostEntries) throw new RangeError('a header of the rpm database is damaged');
  const start = 8 + count * entrySize;
  const entries = new Map<number, Entry>();
  for (let index = 0; index < count; index++) {
    const at = 8 + index * entrySize;
    entries.set(blob.readUInt32BE(at), { at: start + blob.readUInt32BE(at + 8), count: blob.readUInt32BE(at + 12) });
  }
  const text = (tag: number) => strings(blob, entries.get(tag), 1)[0] ?? null;
  const [name, version, release] = [text(tags.name), text(tags.version), text(tags.release)];
  if (!name || !version || !release || name === 'gpg-pubkey') return null;
  const epoch = entries.get(tags.epoch);
  return {
    name,
    version,
    release,
    epoch: epoch ? blob.readUInt32BE(epoch.at) : null,
    architecture: text(tags.architecture),
    license: text(tags.license),
    sourceRpm: text(tags.sourceRpm),
    files: filesOf(blob, entries),
  };
}

function strings(blob: Buffer, entry: Entry | undefined, most = mostStrings): string[] {
  const found: string[] = [];
  let at = entry?.at ?? 0;
  while (entry && found.length < Math.min(entry.count, most)) {
    const end = blob.indexOf(0, at);
    if (end < 0) throw new RangeError('a header of the rpm database ends early');
    found.push(blob.toString('utf8', at, end));
    at = end + 1;
  }
  return found;
}

function filesOf(blob: Buffer, entries: ReadonlyMap<number, Entry>): string[] {
  const names = strings(blob, entries.get(tags.baseNames));
  const folders = strings(blob, entries.get(tags.folders));
  const indexes = entries.get(tags.folderIndexes);
  if (!indexes || indexes.count < names.length) return [];
  return names.map((name, index) => `${folders[blob.readUInt32BE(indexes.at + index * 4)] ?? '/'}${name}`);
}
