import type { ContextEntry } from '../build-context.js';
import { readFields, writeFields } from '../protobuf.js';

/** Packets of BuildKit's file transfer (tonistiigi/fsutil, types/wire.proto). */
export const packetTypes = { stat: 0, request: 1, data: 2, end: 3, error: 4 } as const;

export interface FilePacket {
  type: number;
  id: number;
  data: Uint8Array | null;
}

export function readPacket(bytes: Uint8Array): FilePacket {
  const packet: FilePacket = { type: 0, id: 0, data: null };
  for (const { field, value } of readFields(bytes)) {
    if (field === 1 && typeof value === 'number') packet.type = value;
    else if (field === 3 && typeof value === 'number') packet.id = value;
    else if (field === 4 && value instanceof Uint8Array) packet.data = value;
  }
  return packet;
}

/** A file's description, or with null the end of all descriptions. */
export function statPacket(entry: ContextEntry | null): Buffer {
  return entry
    ? Buffer.from(
        writeFields([
          [1, packetTypes.stat],
          [2, statOf(entry)],
        ]),
      )
    : Buffer.alloc(0);
}

/** A part of a file; none at all is its end. */
export function dataPacket(id: number, data?: Uint8Array): Buffer {
  return writeFields([
    [1, packetTypes.data],
    [3, id],
    [4, data],
  ]);
}

export const endPacket = writeFields([[1, packetTypes.end]]);

/** Owners are root's: COPY decides them, not whoever checked the repository out. */
function statOf({ path, mode, size, modified, target, type }: ContextEntry): Buffer {
  return writeFields([
    [1, path],
    [2, goMode(mode, type)],
    [5, type === 'file' ? size : 0],
    [6, BigInt(Math.round(modified.getTime())) * 1_000_000n],
    [7, target],
  ]);
}

/** Go keeps the kind of a file in the upper bits (io/fs, FileMode). */
function goMode(mode: number, type: ContextEntry['type']): number {
  let result = mode & 0o777;
  if (type === 'directory') result += 2 ** 31;
  if (type === 'symlink') result += 2 ** 27;
  if (mode & 0o4000) result += 2 ** 23;
  if (mode & 0o2000) result += 2 ** 22;
  if (mode & 0o1000) result += 2 ** 20;
  return result;
}
