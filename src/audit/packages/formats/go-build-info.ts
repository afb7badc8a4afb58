import type { ElfFile } from './elf.js';

/** What a program's build says of itself: Go's version, and the lines of its modules. */
export interface GoBuildInfo {
  goVersion: string;
  modules: string;
}

const magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerSize = 32;
/** Go aligns it so. */
const alignment = 16;
/** Sixteen bytes before and after the modules, for whoever looks at a running program. */
const sentinel = 16;
const longest = 8 * 1024 * 1024;

/**
 * Reads what debug/buildinfo reads: strings in place since Go 1.18 (each behind its length, a varint), before that pointers to
 * Go's string headers. @returns null for a program that Go did not build
 */
export function readGoBuildInfo(elf: ElfFile): GoBuildInfo | null {
  const places = [elf.section('.go.buildinfo'), ...elf.writableData()];
  for (const place of places) {
    const at = place ? findMagic(place) : -1;
    if (place && at >= 0) return decode(elf, place.subarray(at));
  }
  return null;
}

function findMagic(place: Buffer): number {
  for (let at = place.indexOf(magic); at >= 0; at = place.indexOf(magic, at + 1))
    if (at % alignment === 0 && at + headerSize <= place.length) return at;
  return -1;
}

function decode(elf: ElfFile, info: Buffer): GoBuildInfo | null {
  const flags = info[15] as number;
  const strings = flags & 2 ? inlineStrings(info.subarray(headerSize)) : pointedStrings(elf, info, Boolean(flags & 1));
  const [goVersion, modules] = strings.map((bytes) => bytes.subarray(0, longest));
  if (!goVersion?.length) return null;
  return { goVersion: goVersion.toString('utf8'), modules: unwrap(modules ?? Buffer.alloc(0)) };
}

function unwrap(modules: Buffer): string {
  const framed = modules.length >= 2 * sentinel + 1 && modules[modules.length - sentinel - 1] === 0x0a;
  return framed ? modules.subarray(sentinel, -sentinel).toString('utf8') : '';
}

function inlineStrings(bytes: Buffer): Buffer[] {
  const strings: Buffer[] = [];
  let at = 0;
  while (strings.length < 2) {
    let length = 0;
    let scale = 1;
    for (let byte = 0x80; byte & 0x80; scale *= 128) {
      byte = bytes.readUInt8(at++);
      length += (byte & 0x7f) * scale;
      if (scale > 2 ** 35) throw new RangeError('a length in the build info is no number');
    }
    if (at + length > bytes.length) throw new RangeError('the build info ends early');
    strings.push(bytes.subarray(at, at + length));
    at += length;
  }
  return strings;
}

function pointedStrings(elf: ElfFile, info: Buffer, bigEndian: boolean): Buffer[] {
  const size = info[14] as number;
  const pointer = (bytes: Buffer, at: number) => {
    if (size === 4) return bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
    return Number(bigEndian ? bytes.readBigUInt64BE(at) : bytes.readBigUInt64LE(at));
  };
  return [16, 16 + size].map((at) => {
    const header = elf.atAddress(pointer(info, at));
    const data = header && elf.atAddress(pointer(header, 0));
    return header && data ? data.subarray(0, pointer(header, size)) : Buffer.alloc(0);
  });
}
