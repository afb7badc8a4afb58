import { type FileHandle, open } from 'node:fs/promises';
import { posix } from 'node:path';
import { brokenLayout } from './broken-layout.js';
import type { LayoutFiles } from './layout-files.js';
import { blockBytes, insideName, readPax, readTarHeader } from './tar-header.js';

interface Place {
  start: number;
  size: number;
}

const mostFiles = 100_000;
const largestExtension = 1024 * 1024;
const pieceBytes = 1024 * 1024;
const mostHops = 8;

/** The files of an archive that is not compressed, found by its headers and read where they lie. */
export async function openTarFiles(path: string): Promise<LayoutFiles> {
  const file = await open(path);
  try {
    const { places, links } = await listTar(file, path);
    const placeOf = (name: string) => {
      let at = name;
      for (let hops = 0; hops < mostHops && !places.has(at); hops += 1) at = links.get(at) ?? at;
      return places.get(at) ?? null;
    };
    return {
      size: async (name) => placeOf(name)?.size ?? null,
      async *read(name, from = 0) {
        const place = placeOf(name);
        if (place) yield* readRange(file, path, place.start + from, place.start + place.size);
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function listTar(file: FileHandle, path: string) {
  const { size: fileBytes } = await file.stat();
  const places = new Map<string, Place>();
  const links = new Map<string, string>();
  const block = Buffer.alloc(blockBytes);
  let longer: { name?: string | undefined; size?: number | undefined } = {};
  for (let at = 0; at + blockBytes <= fileBytes; ) {
    await readExactly(file, path, block, at);
    at += blockBytes;
    if (block.every((byte) => byte === 0)) break;
    const header = readTarHeader(block);
    if (!header) throw brokenLayout(path, 'it is no tar');
    const isFile = header.type === '0';
    const size = isFile ? (longer.size ?? header.size) : header.size;
    if (at + size > fileBytes) throw brokenLayout(path, 'it is cut off');
    if (header.type === 'x' || header.type === 'L') {
      longer = { ...longer, ...(await readExtension(file, path, header.type, at, size)) };
      at += padded(size);
      continue;
    }
    const name = insideName(longer.name ?? header.name);
    if (name && isFile) places.set(name, { start: at, size });
    const target = header.type === '1' || header.type === '2' ? linkTarget(name, header) : null;
    if (name && target) links.set(name, target);
    if (places.size + links.size > mostFiles) throw brokenLayout(path, `it has more than ${mostFiles} files`);
    longer = {};
    // only what has content takes room
    if (isFile || header.type === 'g' || !/[1-6]/.test(header.type)) at += padded(size);
  }
  return { places, links };
}

function linkTarget(name: string | null, { type, linkName }: { type: string; linkName: string }): string | null {
  return insideName(type === '1' ? linkName : posix.join(posix.dirname(name ?? ''), linkName));
}

async function readExtension(file: FileHandle, path: string, type: string, at: number, size: number) {
  if (size > largestExtension) throw brokenLayout(path, 'it has an extended header of more than 1 MiB');
  const bytes = Buffer.alloc(size);
  await readExactly(file, path, bytes, at);
  if (type === 'L') return { name: bytes.toString('utf8').replace(/\0.*$/s, '') };
  const records = readPax(bytes);
  const longSize = Number(records.get('size') ?? Number.NaN);
  return {
    ...(records.has('path') ? { name: records.get('path') } : {}),
    ...(Number.isSafeInteger(longSize) && longSize >= 0 ? { size: longSize } : {}),
  };
}

async function* readRange(file: FileHandle, path: string, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
    await readExactly(file, path, piece, at);
    at += piece.length;
    yield piece;
  }
}

async function readExactly(file: FileHandle, path: string, into: Buffer, at: number): Promise<void> {
  for (let done = 0; done < into.length; ) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0) throw brokenLayout(path, 'it is cut off');
    done += bytesRead;
  }
}

function padded(size: number): number {
  return Math.ceil(size / blockBytes) * blockBytes;
}
