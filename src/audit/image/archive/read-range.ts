import type { FileHandle } from 'node:fs/promises';
import { brokenImage } from './broken-image.js';

const pieceLength = 1024 * 1024;

/**
 * A part of a file, a piece ahead of who reads it. Two buffers are used in turn, so a piece is done with when the next one is
 * asked for.
 */
export async function* readRange(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const size = Math.min(pieceLength, length);
  const buffers = [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)] as const;
  const fill = async (turn: number, at: number): Promise<Buffer> => {
    const buffer = buffers[turn as 0 | 1];
    const wanted = Math.min(buffer.length, start + length - at);
    const { bytesRead } = await file.read(buffer, 0, wanted, at);
    if (bytesRead === 0) throw brokenImage('the file is cut off');
    return buffer.subarray(0, bytesRead);
  };
  let at = start;
  let turn = 0;
  let next = length > 0 ? fill(turn, at) : null;
  while (next) {
    const piece = await next;
    at += piece.length;
    turn = 1 - turn;
    next = at < start + length ? fill(turn, at) : null;
    // whoever stops early leaves the read behind; its failure is nobody's then
    next?.catch(() => {});
    yield piece;
  }
}
