import type { FileHandle } from 'node:fs/promises';
import { insideLink, insideName } from './archive-names.js';
import { type BlobStore, followLinks } from './blob-store.js';
import { brokenImage, tooLarge } from './broken-image.js';
import { mostArchiveFiles } from './limits.js';
import { readRange } from './read-range.js';
import { blockSize, type TarHeader, tarHeaders } from './tar-headers.js';

interface Place {
  start: number;
  size: number;
}

/** The files of an uncompressed archive: its headers are read, what lies between them is passed over. */
export async function openTarStore(file: FileHandle): Promise<BlobStore> {
  const { size: fileSize } = await file.stat();
  const places = new Map<string, Place>();
  const links = new Map<string, string>();
  for await (const { header, start } of entriesOf(file, fileSize)) {
    const name = insideName(header.name);
    if (header.type === '1' || header.type === '2')
      links.set(name, insideLink(name, header.linkName, header.type === '1'));
    if (header.type === '0' || header.type === '7') places.set(name, { start, size: header.size });
    if (places.size + links.size > mostArchiveFiles)
      throw tooLarge(`the archive has more than ${mostArchiveFiles.toLocaleString('en')} files`);
  }
  const placeOf = (name: string) => places.get(name) ?? places.get(followLinks(name, links));
  return {
    sizeOf: async (name) => placeOf(name)?.size ?? null,
    read(name) {
      const { start, size } = placeOf(name) as Place;
      return readRange(file, start, size);
    },
    close: () => file.close(),
  };
}

async function* entriesOf(file: FileHandle, fileSize: number): AsyncGenerator<{ header: TarHeader; start: number }> {
  const headers = tarHeaders();
  const read = async (at: number, length: number) => {
    if (at + length > fileSize) throw brokenImage('the archive is cut off');
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, at);
    if (bytesRead < length) throw brokenImage('the archive is cut off');
    return bytes;
  };
  for (let at = 0; at < fileSize; ) {
    const block = headers.accept(await read(at, blockSize));
    at += blockSize;
    if (block.kind === 'end') return;
    if (block.kind === 'extension') {
      headers.extend(await read(at, block.size));
      at += padded(block.size);
    }
    if (block.kind !== 'entry') continue;
    if (at + block.header.size > fileSize) throw brokenImage('the archive is cut off');
    yield { header: block.header, start: at };
    at += padded(block.header.size);
  }
}

function padded(size: number): number {
  return Math.ceil(size / blockSize) * blockSize;
}
