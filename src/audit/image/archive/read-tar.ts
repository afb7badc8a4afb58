import { brokenImage } from './broken-image.js';
import { blockSize, type TarHeader, tarHeaders } from './tar-headers.js';

/** Looks at a tar as it goes by. */
export interface TarHandler {
  /** @returns whether `content` gets the entry's bytes */
  entry(header: TarHeader): boolean;
  /** A piece of the content; the buffer belongs to the caller again afterwards. */
  content(piece: Buffer): void;
  /** The entry's content is complete; comes for every entry. */
  end(): void;
}

/** Reads a tar from pieces of any length, without a stream for each entry. */
export function tarReader(handler: TarHandler): { push(piece: Buffer): void; finish(): void } {
  const headers = tarHeaders();
  const partial = Buffer.alloc(blockSize);
  let partialLength = 0;
  let extension: { bytes: Buffer; length: number } | null = null;
  let content = 0;
  let padding = 0;
  let wanted = false;
  let ended = false;

  function push(piece: Buffer): void {
    let at = 0;
    while (at < piece.length && !ended) {
      if (content > 0) at += takeContent(piece, at);
      else if (padding > 0) {
        const skipped = Math.min(padding, piece.length - at);
        padding -= skipped;
        at += skipped;
      } else at += takeBlock(piece, at);
    }
  }

  function takeContent(piece: Buffer, at: number): number {
    const length = Math.min(content, piece.length - at);
    content -= length;
    if (extension) {
      piece.copy(extension.bytes, extension.length, at, at + length);
      extension.length += length;
      if (content === 0) {
        headers.extend(extension.bytes);
        extension = null;
      }
      return length;
    }
    if (wanted) handler.content(piece.subarray(at, at + length));
    if (content === 0) handler.end();
    return length;
  }

  function takeBlock(piece: Buffer, at: number): number {
    if (partialLength === 0 && piece.length - at >= blockSize) {
      accept(piece.subarray(at, at + blockSize));
      return blockSize;
    }
    const length = Math.min(blockSize - partialLength, piece.length - at);
    piece.copy(partial, partialLength, at, at + length);
    partialLength += length;
    if (partialLength === blockSize) {
      partialLength = 0;
      accept(partial);
    }
    return length;
  }

  function accept(block: Buffer): void {
    const read = headers.accept(block);
    if (read.kind === 'end') ended = true;
    if (read.kind === 'extension') {
      expect(read.size);
      if (read.size > 0) extension = { bytes: Buffer.alloc(read.size), length: 0 };
    }
    if (read.kind !== 'entry') return;
    wanted = handler.entry(read.header);
    expect(read.header.size);
    if (content === 0) handler.end();
  }

  function expect(size: number): void {
    content = size;
    padding = (blockSize - (size % blockSize)) % blockSize;
  }

  function finish(): void {
    if (content > 0 || padding > 0 || partialLength > 0) throw brokenImage('a tar in it is cut off in the middle');
  }

  return { push, finish };
}
