import initSqlJs from 'sql.js';

export interface RpmFields {
  name: string;
  version: string;
  release: string;
  epoch?: number;
  arch?: string;
  license?: string;
  sourceRpm?: string;
  files?: string[];
  /** Makes the header as large as real ones. */
  padding?: number;
}

const types = { int32: 4, string: 6, stringArray: 8 };

/** A header as rpm keeps it. */
export function rpmHeader(fields: RpmFields): Buffer {
  const folders = [...new Set((fields.files ?? []).map((file) => file.slice(0, file.lastIndexOf('/') + 1)))];
  const entries: [tag: number, type: number, count: number, data: Buffer][] = [
    [1000, types.string, 1, text(fields.name)],
    [1001, types.string, 1, text(fields.version)],
    [1002, types.string, 1, text(fields.release)],
    ...(fields.epoch === undefined
      ? []
      : [[1003, types.int32, 1, integers([fields.epoch])] as [number, number, number, Buffer]]),
    [1004, types.string, 1, text('x'.repeat(fields.padding ?? 0))],
    [1009, types.int32, 1, integers([4711])],
    [1014, types.string, 1, text(fields.license ?? 'MIT')],
    [1022, types.string, 1, text(fields.arch ?? 'x86_64')],
    [1044, types.string, 1, text(fields.sourceRpm ?? '')],
  ];
  if (fields.files) {
    const indexes = fields.files.map((file) => folders.indexOf(file.slice(0, file.lastIndexOf('/') + 1)));
    const bases = fields.files.map((file) => text(file.slice(file.lastIndexOf('/') + 1)));
    entries.push([1116, types.int32, indexes.length, integers(indexes)]);
    entries.push([1117, types.stringArray, bases.length, Buffer.concat(bases)]);
    entries.push([1118, types.stringArray, folders.length, Buffer.concat(folders.map(text))]);
  }
  // @snyk/rpm-parser loses the last 26 bytes of a Berkeley DB's value, which are unimportant in real headers too
  entries.push([1005, types.string, 1, text('the description of a package that nobody reads')]);
  const index: Buffer[] = [];
  const data: Buffer[] = [];
  let length = 0;
  for (const [tag, type, count, bytes] of entries) {
    const gap = type === types.int32 ? (4 - (length % 4)) % 4 : 0;
    data.push(Buffer.alloc(gap), bytes);
    length += gap;
    index.push(integers([tag, type, length, count]));
    length += bytes.length;
  }
  return Buffer.concat([integers([entries.length, length]), ...index, ...data]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function integers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
}

/** rpmdb.sqlite, written by SQLite itself. */
export async function sqliteDatabase(headers: readonly Buffer[], pageSize = 4096): Promise<Buffer> {
  const SQL = await initSqlJs();
  const database = new SQL.Database();
  database.run(`PRAGMA page_size = ${pageSize}`);
  database.run("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)");
  database.run("CREATE TABLE 'Name' (key TEXT NOT NULL, hnum INTEGER NOT NULL, idx INTEGER NOT NULL)");
  for (const header of headers) {
    database.run("INSERT INTO 'Packages' (blob) VALUES (?)", [header]);
    database.run("INSERT INTO 'Name' VALUES ('a name', 1, 0)");
  }
  return Buffer.from(database.export());
}

/** Packages.db, as rpm's ndb backend writes it. */
export function ndbDatabase(headers: readonly Buffer[]): Buffer {
  const first = Buffer.alloc(4096);
  first.write('RpmP', 'latin1');
  first.writeUInt32LE(1, 12);
  const blobs: Buffer[] = [];
  let block = 4096 / 16;
  headers.forEach((header, at) => {
    const slot = 32 + at * 16;
    first.write('Slot', slot, 'latin1');
    const blob = Buffer.alloc(Math.ceil((16 + header.length + 12) / 16) * 16);
    blob.write('BlbS', 'latin1');
    blob.writeUInt32LE(at + 1, 4);
    blob.writeUInt32LE(header.length, 12);
    header.copy(blob, 16);
    first.writeUInt32LE(at + 1, slot + 4);
    first.writeUInt32LE(block, slot + 8);
    first.writeUInt32LE(blob.length / 16, slot + 12);
    blobs.push(blob);
    block += blob.length / 16;
  });
  for (let slot = 32 + headers.length * 16; slot + 16 <= first.length; slot += 16) first.write('Slot', slot, 'latin1');
  return Buffer.concat([first, ...blobs]);
}

/** Packages, a Berkeley DB hash table: a page of keys and references, then a chain of overflow pages for each value. */
export function berkeleyDatabase(headers: readonly Buffer[], pageSize = 4096): Buffer {
  const room = pageSize - 26;
  const pages: Buffer[] = [Buffer.alloc(pageSize), Buffer.alloc(pageSize)];
  const [metadata, table] = pages as [Buffer, Buffer];
  metadata.writeUInt32LE(0x061561, 12);
  metadata.writeUInt32LE(9, 16);
  metadata.writeUInt32LE(pageSize, 20);
  metadata[25] = 8;
  table.writeUInt32LE(1, 8);
  table.writeUInt16LE(headers.length * 2, 20);
  table[25] = 13;
  let free = pageSize;
  headers.forEach((header, at) => {
    free -= 5;
    table[free] = 1;
    table.writeUInt32LE(at + 1, free + 1);
    table.writeUInt16LE(free, 26 + at * 4);
    free -= 12;
    table[free] = 3;
    table.writeUInt32LE(pages.length, free + 4);
    table.writeUInt32LE(header.length, free + 8);
    table.writeUInt16LE(free, 28 + at * 4);
    for (let start = 0; start < header.length; start += room) {
      const page = Buffer.alloc(pageSize);
      const part = header.subarray(start, start + room);
      page.writeUInt32LE(pages.length, 8);
      page.writeUInt32LE(start + room < header.length ? pages.length + 1 : 0, 16);
      page.writeUInt16LE(part.length, 22);
      page[25] = 7;
      part.copy(page, 26);
      pages.push(page);
    }
  });
  metadata.writeUInt32LE(pages.length - 1, 32);
  return Buffer.concat(pages);
}
