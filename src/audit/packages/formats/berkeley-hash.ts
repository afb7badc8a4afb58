const hashMagic = 0x061561;
const pageHeader = 26;
const hashMetadata = 8;
const hashPages = [2, 13];
const overflowPage = 7;
const noPage = 0;
const keyData = 1;
const offPage = 3;
const offPageSize = 12;
/** rpm's header of a single package. */
const largestValue = 64 * 1024 * 1024;

/**
 * Values of a Berkeley DB hash table, rpm's Packages until 2020. Large ones, as all headers are, lie in chains of overflow
 * pages. Layouts are those of Berkeley DB's dbinc/db_page.h. @throws for what is none, and for chains that lead nowhere
 */
export function berkeleyBlobs(database: Buffer): Buffer[] {
  const bigEndian = database.readUInt32BE(12) === hashMagic;
  if (!bigEndian && database.readUInt32LE(12) !== hashMagic) throw new Error('it is not a Berkeley DB hash table');
  const word = (at: number) => (bigEndian ? database.readUInt32BE(at) : database.readUInt32LE(at));
  const half = (at: number) => (bigEndian ? database.readUInt16BE(at) : database.readUInt16LE(at));
  const pageSize = word(20);
  if (pageSize < 512 || pageSize > 65_536 || database[25] !== hashMetadata)
    throw new Error('its first page is damaged');
  const pages = Math.floor(database.length / pageSize);

  const overflow = (first: number, length: number): Buffer => {
    if (length > largestValue) throw new Error('a value is too large');
    const parts: Buffer[] = [];
    let page = first;
    for (let seen = 0; page !== noPage; seen++) {
      const start = page * pageSize;
      if (page >= pages || seen > pages || database[start + 25] !== overflowPage) throw new Error('a chain is broken');
      const used = half(start + 22);
      parts.push(database.subarray(start + pageHeader, start + pageHeader + Math.min(used, pageSize - pageHeader)));
      page = word(start + 16);
    }
    return Buffer.concat(parts).subarray(0, length);
  };

  const blobs: Buffer[] = [];
  let budget = database.length;
  for (let page = 0; page < pages; page++) {
    const start = page * pageSize;
    if (!hashPages.includes(database[start + 25] as number)) continue;
    const count = Math.min(half(start + 20), (pageSize - pageHeader) / 2);
    // keys and values take turns
    for (let index = 1; index < count; index += 2) {
      const at = start + half(start + pageHeader + index * 2);
      const kind = at + offPageSize <= database.length ? database[at] : keyData;
      if (kind !== offPage) continue;
      const value = overflow(word(at + 4), word(at + 8));
      budget -= value.length;
      // chains that are used twice would make much of little
      if (budget < 0) throw new Error('its values are larger than the file');
      blobs.push(value);
    }
  }
  return blobs;
}
