import { posix } from 'node:path';

export const blockBytes = 512;

export interface TarHeader {
  name: string;
  /** `0` a file, `1` and `2` links, `x` and `L` what says more about the next. */
  type: string;
  size: number;
  linkName: string;
}

/** A header block of a tar in any of its usual forms; null for what is none. */
export function readTarHeader(block: Buffer): TarHeader | null {
  if (!hasChecksum(block)) return null;
  const size = numberAt(block, 124, 12);
  if (size === null) return null;
  const posixForm = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = posixForm ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  return {
    name: prefix ? `${prefix}/${name}` : name,
    type: block[156] === 0 || block[156] === 0x37 ? '0' : String.fromCharCode(block[156] as number),
    size,
    linkName: textAt(block, 157, 100),
  };
}

/** The records of a pax header: `27 path=blobs/sha256/...`. */
export function readPax(bytes: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? Number.NaN : Number(bytes.toString('latin1', at, space));
    if (!Number.isSafeInteger(length) || length < space - at + 3 || at + length > bytes.length) break;
    const record = bytes.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

/** A name inside an archive, cleaned; null for one that leads out of it. */
export function insideName(name: string): string | null {
  if (name.startsWith('/') || /[\\\0]/.test(name)) return null;
  const clean = posix.normalize(name).replace(/\/$/, '');
  return clean === '..' || clean.startsWith('../') ? null : clean;
}

function hasChecksum(block: Buffer): boolean {
  const said = numberAt(block, 148, 8);
  let sum = 0;
  for (let at = 0; at < blockBytes; at += 1) sum += at >= 148 && at < 156 ? 0x20 : (block[at] as number);
  return said === sum;
}

function textAt(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}

/** Octal, or binary where that is too short (GNU). */
function numberAt(block: Buffer, at: number, length: number): number | null {
  if (((block[at] as number) & 0x80) !== 0) {
    const value = block.readUIntBE(at + length - 6, 6);
    return block.subarray(at + 1, at + length - 6).some((byte) => byte !== 0) ? null : value;
  }
  const text = textAt(block, at, length).trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text || '0', 8) : null;
}
