import { Fault } from '../../../fault.js';
import { brokenImage } from './broken-image.js';
import { checkRatio } from './limits.js';
import type { layerReader } from './read-layer.js';

/** Gives a layer's pieces to its reader. @param stored bytes that it has in the archive @param what its name for a message */
export async function drainLayer(
  pieces: AsyncIterable<Buffer>,
  reader: ReturnType<typeof layerReader>,
  stored: number,
  what: string,
  signal: AbortSignal,
): Promise<void> {
  let length = 0;
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      length += piece.length;
      checkRatio(stored, length, what);
      reader.push(piece);
    }
  } catch (error) {
    if (error instanceof Fault || signal.aborted) throw error;
    throw brokenImage(`${what} cannot be unpacked (${(error as Error).message})`, { cause: error });
  }
}
