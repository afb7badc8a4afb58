import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  sizeBytes: number;
  /** @throws where it is larger than it says or allowed, or packed in another way than deflate */
  read(): Buffer;
}

const endMark = 0x06054b50;
const endSize = 22;
const longestComment = 0xffff;
const entryMark = 0x02014b50;
const entrySize = 46;
const localMark = 0x04034b50;
const localSize = 30;
const mostEntries = 100_000;
const stored = 0;
const deflated = 8;

/**
 * The entries of a zip archive by its central directory (APPNOTE 6.3.9). Archives of more than 4 GB are not looked at, and
 * the directory is read by its marks, since its count is 16 bits only.
 * @param largest no content larger than this is unpacked
 * @throws where it is no zip archive
 */
export function zipEntries(archive: Buffer, largest: number): ZipEntry[] {
  const end = findEnd(archive);
  if (end < 0) throw new Error('it is not a zip archive');
  const directorySize = archive.readUInt32LE(end + 12);
  const directory = end - directorySize;
  // a program in front of the archive moves everything behind it
  const shift = directory - archive.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  let at = Math.max(0, directory);
  while (at + entrySize <= end && archive.readUInt32LE(at) === entryMark && entries.length < mostEntries) {
    const nameLength = archive.readUInt16LE(at + 28);
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const sizeBytes = archive.readUInt32LE(at + 24);
    const start = archive.readUInt32LE(at + 42) + shift;
    const name = archive.toString('utf8', at + entrySize, at + entrySize + nameLength);
    entries.push({ name, sizeBytes, read: () => contentOf(archive, start, packed, sizeBytes, method, largest) });
    at += entrySize + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(archive: Buffer): number {
  const lowest = Math.max(0, archive.length - endSize - longestComment);
  for (let at = archive.length - endSize; at >= lowest; at--) if (archive.readUInt32LE(at) === endMark) return at;
  return -1;
}

function contentOf(
  archive: Buffer,
  start: number,
  packed: number,
  size: number,
  method: number,
  largest: number,
): Buffer {
  if (size > largest) throw new Error('an entry is too large');
  if (archive.readUInt32LE(start) !== localMark) throw new Error('an entry is not where the directory says');
  const at = start + localSize + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
  const bytes = archive.subarray(at, at + packed);
  if (method === stored) return bytes;
  if (method !== deflated) throw new Error('an entry is packed in an unknown way');
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, size) });
}
