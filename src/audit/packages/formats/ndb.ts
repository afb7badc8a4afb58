const magic = 0x506d7052; // RpmP
const slotMagic = 0x746f6c53; // Slot
const blobMagic = 0x53626c42; // BlbS
const headerSize = 32;
const slotSize = 16;
const pageSize = 4096;
const blockSize = 16;
const mostPages = 4096;

/** Headers in rpm's own format of SUSE's Packages.db (lib/backend/ndb/rpmpkg.c). @throws for what is none */
export function ndbBlobs(database: Buffer): Buffer[] {
  if (database.readUInt32LE(0) !== magic) throw new Error('it is not an rpm database of the ndb kind');
  const pages = Math.min(database.readUInt32LE(12), mostPages);
  const end = Math.min(database.length, pages * pageSize);
  const blobs: Buffer[] = [];
  // the first page begins with the file's header, which takes the place of two slots
  for (let at = headerSize; at + slotSize <= end; at += slotSize) {
    const index = database.readUInt32LE(at + 4);
    if (database.readUInt32LE(at) !== slotMagic || index === 0) continue;
    const start = database.readUInt32LE(at + 8) * blockSize;
    if (database.readUInt32LE(start) !== blobMagic || database.readUInt32LE(start + 4) !== index)
      throw new Error('a package of the rpm database is not where it should be');
    const length = database.readUInt32LE(start + 12);
    blobs.push(database.subarray(start + blockSize, start + blockSize + length));
  }
  return blobs;
}
