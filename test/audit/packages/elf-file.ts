/** A 64-bit little-endian ELF file with these sections, each also loaded as writable data at 0x400000 + its offset. */
export function elfFile(sections: Record<string, Buffer>, options: { sectionTable?: boolean } = {}): Buffer {
  const base = 0x400000;
  const names = ['', ...Object.keys(sections), '.shstrtab'];
  const nameTable = Buffer.from(`${names.join('\0')}\0`, 'latin1');
  const contents = [...Object.values(sections), nameTable];
  const offsets: number[] = [];
  let at = 64 + 56 * Object.keys(sections).length;
  for (const content of contents) {
    at = Math.ceil(at / 16) * 16;
    offsets.push(at);
    at += content.length;
  }
  const tableAt = Math.ceil(at / 16) * 16;
  const file = Buffer.alloc(Math.max(8192, tableAt + 64 * (contents.length + 1)));
  file.write('\x7fELF\x02\x01\x01', 'latin1');
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(62, 18);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(Object.keys(sections).length, 56);
  if (options.sectionTable !== false) {
    file.writeBigUInt64LE(BigInt(tableAt), 40);
    file.writeUInt16LE(64, 58);
    file.writeUInt16LE(contents.length + 1, 60);
    file.writeUInt16LE(contents.length, 62);
  }
  contents.forEach((content, index) => {
    const offset = offsets[index] as number;
    content.copy(file, offset);
    const header = tableAt + 64 * (index + 1);
    file.writeUInt32LE(nameTable.indexOf(`${names[index + 1]}\0`, index === 0 ? 1 : 0, 'latin1'), header);
    file.writeUInt32LE(1, header + 4);
    file.writeBigUInt64LE(BigInt(offset), header + 24);
    file.writeBigUInt64LE(BigInt(content.length), header + 32);
    if (index === contents.length - 1) return;
    const segment = 64 + 56 * index;
    file.writeUInt32LE(1, segment);
    file.writeUInt32LE(6, segment + 4);
    file.writeBigUInt64LE(BigInt(offset), segment + 8);
    file.writeBigUInt64LE(BigInt(base + offset), segment + 16);
    file.writeBigUInt64LE(BigInt(content.length), segment + 32);
  });
  return file;
}

/** Where the first section's content is loaded. */
export function firstAddress(sections: number): number {
  return 0x400000 + Math.ceil((64 + 56 * sections) / 16) * 16;
}

const magic = '\xff Go buildinf:';

export function framed(modules: string): Buffer {
  return Buffer.concat([Buffer.alloc(16, 1), Buffer.from(modules), Buffer.alloc(16, 2)]);
}

/** As Go writes it since 1.18. */
export function inlineBuildInfo(goVersion: string, modules: string): Buffer {
  const header = Buffer.alloc(32);
  header.write(magic, 'latin1');
  header[14] = 8;
  header[15] = 2;
  const text = framed(modules);
  return Buffer.concat([header, varint(goVersion.length), Buffer.from(goVersion), varint(text.length), text]);
}

/** As Go wrote it before: pointers to string headers, all in one piece that is loaded at `address`. */
export function pointedBuildInfo(goVersion: string, modules: string, address: number): Buffer {
  const text = framed(modules);
  const piece = Buffer.alloc(32 + 32 + goVersion.length + text.length);
  piece.write(magic, 'latin1');
  piece[14] = 8;
  piece.writeBigUInt64LE(BigInt(address + 32), 16);
  piece.writeBigUInt64LE(BigInt(address + 48), 24);
  piece.writeBigUInt64LE(BigInt(address + 64), 32);
  piece.writeBigUInt64LE(BigInt(goVersion.length), 40);
  piece.writeBigUInt64LE(BigInt(address + 64 + goVersion.length), 48);
  piece.writeBigUInt64LE(BigInt(text.length), 56);
  piece.write(goVersion, 64);
  text.copy(piece, 64 + goVersion.length);
  return piece;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}
