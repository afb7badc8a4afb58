/** A program for Linux, as far as data in it has to be found (System V ABI, ELF). */
export interface ElfFile {
  bigEndian: boolean;
  /** Content of a section; null where there is none, or it is not in the file. */
  section(name: string): Buffer | null;
  /** Parts of the file that are loaded as data that may be written. */
  writableData(): Buffer[];
  /** Content from an address in memory to the end of its part. */
  atAddress(address: number): Buffer | null;
}

interface Section {
  name: number;
  type: number;
  offset: number;
  size: number;
}

interface Segment {
  type: number;
  flags: number;
  offset: number;
  address: number;
  size: number;
}

const mostHeaders = 10_000;
const noBits = 8;
const load = 1;
const writable = 2;

export function isElf(content: Buffer): boolean {
  return content.length >= 64 && content.readUInt32BE(0) === 0x7f454c46;
}

/** @throws RangeError for headers that point out of the file */
export function readElf(content: Buffer): ElfFile {
  const wide = content[4] === 2;
  const bigEndian = content[5] === 2;
  const { half, word, address } = numbers(content, wide, bigEndian);
  const [sectionTable, sectionSize, sectionCount, namesIndex] = wide
    ? [address(40), half(58), half(60), half(62)]
    : [address(32), half(46), half(48), half(50)];
  const [segmentTable, segmentSize, segmentCount] = wide
    ? [address(32), half(54), half(56)]
    : [address(28), half(42), half(44)];

  const sections = table(
    sectionTable,
    sectionSize,
    sectionCount,
    (at): Section =>
      wide
        ? { name: word(at), type: word(at + 4), offset: address(at + 24), size: address(at + 32) }
        : { name: word(at), type: word(at + 4), offset: address(at + 16), size: address(at + 20) },
  );
  const segments = table(
    segmentTable,
    segmentSize,
    segmentCount,
    (at): Segment =>
      wide
        ? {
            type: word(at),
            flags: word(at + 4),
            offset: address(at + 8),
            address: address(at + 16),
            size: address(at + 32),
          }
        : {
            type: word(at),
            flags: word(at + 24),
            offset: address(at + 4),
            address: address(at + 8),
            size: address(at + 16),
          },
  );
  const part = ({ offset, size }: { offset: number; size: number }) => content.subarray(offset, offset + size);
  const names = sections[namesIndex] ? part(sections[namesIndex]) : Buffer.alloc(0);

  return {
    bigEndian,
    section(name) {
      const wanted = Buffer.from(`${name}\0`, 'latin1');
      const found = sections.find((section) =>
        wanted.equals(names.subarray(section.name, section.name + wanted.length)),
      );
      return found && found.type !== noBits ? part(found) : null;
    },
    writableData: () => segments.filter(({ type, flags }) => type === load && flags & writable).map(part),
    atAddress(wanted) {
      const holds = (one: Segment) => one.type === load && wanted >= one.address && wanted < one.address + one.size;
      const segment = segments.find(holds);
      return segment ? part(segment).subarray(wanted - segment.address) : null;
    },
  };
}

function table<T>(start: number, size: number, count: number, read: (at: number) => T): T[] {
  if (start === 0 || size === 0) return [];
  return Array.from({ length: Math.min(count, mostHeaders) }, (_, index) => read(start + index * size));
}

function numbers(content: Buffer, wide: boolean, bigEndian: boolean) {
  const word = (at: number) => (bigEndian ? content.readUInt32BE(at) : content.readUInt32LE(at));
  const long = (at: number) => Number(bigEndian ? content.readBigUInt64BE(at) : content.readBigUInt64LE(at));
  return {
    half: (at: number) => (bigEndian ? content.readUInt16BE(at) : content.readUInt16LE(at)),
    word,
    address: wide ? long : word,
  };
}
