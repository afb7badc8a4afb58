const magic = 'SQLite format 3\0';
const fileHeader = 100;
const interiorTable = 5;
const leafTable = 13;
const largestValue = 64 * 1024 * 1024;
const deepest = 30;

type Value = number | string | Buffer | null;

/**
 * The rows of one table of an SQLite database (https://sqlite.org/fileformat2.html): enough for the two columns of rpm's
 * Packages, read in place. What is still in a write-ahead log beside it is not seen. @throws for what is damaged
 */
export function* sqliteRows(database: Buffer, table: string): Generator<Value[]> {
  if (database.toString('latin1', 0, 16) !== magic) throw new Error('it is not an SQLite database');
  const schema = [...rowsOf(database, 1)];
  const entry = schema.find(([type, name]) => type === 'table' && name === table);
  const root = entry?.[3];
  if (typeof root !== 'number') throw new Error(`it has no table ${table}`);
  yield* rowsOf(database, root);
}

function* rowsOf(database: Buffer, root: number): Generator<Value[]> {
  const stored = database.readUInt16BE(16);
  const pageSize = stored === 1 ? 65_536 : stored;
  if (pageSize < 512) throw new Error('its page size is damaged');
  const usable = pageSize - (database[20] as number);
  const pages = Math.ceil(database.length / pageSize);
  const seen = new Set<number>();
  const pageAt = (page: number) => {
    // a tree visits each of its pages once
    if (page < 1 || page > pages || seen.has(page)) throw new Error('its tree is damaged');
    seen.add(page);
    return (page - 1) * pageSize;
  };

  function* visit(page: number, depth: number): Generator<Value[]> {
    if (depth > deepest) throw new Error('its tree is too deep');
    const start = pageAt(page);
    const header = start + (page === 1 ? fileHeader : 0);
    const type = database[header];
    if (type !== interiorTable && type !== leafTable) throw new Error('a page of its tree is of another kind');
    const cells = header + (type === interiorTable ? 12 : 8);
    const count = Math.min(database.readUInt16BE(header + 3), pageSize / 2);
    for (let index = 0; index < count; index++) {
      const cell = start + database.readUInt16BE(cells + index * 2);
      if (type === interiorTable) yield* visit(database.readUInt32BE(cell), depth + 1);
      else yield record(payload(cell));
    }
    if (type === interiorTable) yield* visit(database.readUInt32BE(header + 8), depth + 1);
  }

  function payload(cell: number): Buffer {
    const [size, afterSize] = varint(database, cell);
    const [, start] = varint(database, afterSize);
    if (size > largestValue) throw new Error('a value is too large');
    const most = usable - 35;
    if (size <= most) return database.subarray(start, start + size);
    const least = Math.floor(((usable - 12) * 32) / 255 - 23);
    const fitting = least + ((size - least) % (usable - 4));
    const local = fitting <= most ? fitting : least;
    const parts = [database.subarray(start, start + local)];
    let missing = size - local;
    for (let page = database.readUInt32BE(start + local); missing > 0; ) {
      const at = pageAt(page);
      const part = database.subarray(at + 4, at + 4 + Math.min(missing, usable - 4));
      if (part.length === 0) throw new Error('a value ends early');
      parts.push(part);
      missing -= part.length;
      page = database.readUInt32BE(at);
    }
    return Buffer.concat(parts);
  }

  yield* visit(root, 0);
}

function record(payload: Buffer): Value[] {
  const [headerSize, first] = varint(payload, 0);
  const values: Value[] = [];
  let body = headerSize;
  for (let at = first; at < headerSize; ) {
    const [type, next] = varint(payload, at);
    at = next;
    const size = sizeOf(type);
    const bytes = payload.subarray(body, body + size);
    if (bytes.length < size) throw new Error('a row ends early');
    values.push(decodeValue(type, bytes));
    body += size;
  }
  return values;
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] as number;
}

function decodeValue(type: number, bytes: Buffer): Value {
  if (type >= 12) return type % 2 === 0 ? bytes : bytes.toString('utf8');
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  return type >= 1 && type <= 5 ? bytes.readIntBE(0, bytes.length) : null;
}

/** Seven bits a byte, highest first; the ninth byte gives eight. @returns the number and where it ends */
function varint(bytes: Buffer, start: number): [number, number] {
  let value = 0;
  for (let at = start; ; at++) {
    const byte = bytes.readUInt8(at);
    if (at - start === 8) return [value * 256 + byte, at + 1];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + 1];
  }
}
