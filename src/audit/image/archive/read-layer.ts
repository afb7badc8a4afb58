import { createHash } from 'node:crypto';
import { type LayerCollector, type LayerEntry, largestContent } from '../layer-collector.js';
import { layerEntry } from './layer-entry.js';
import type { EntryBudget } from './limits.js';
import { tarReader } from './read-tar.js';

const nothing = Buffer.alloc(0);

/** What a layer's tar was. */
export interface LayerRead {
  /** With padding. */
  sizeBytes: number;
  /** `sha256:...` of the tar; null where it was not asked for. */
  diffId: string | null;
}

/** Reads one layer's uncompressed tar from its pieces, for all collectors in one pass. @param hash whether to compute the diff id */
export function layerReader(
  collectors: readonly LayerCollector[],
  budget: EntryBudget,
  hash: boolean,
): { push(piece: Buffer): void; finish(): LayerRead } {
  const sha = hash ? createHash('sha256') : null;
  let sizeBytes = 0;
  let entry: LayerEntry | null = null;
  let wanting: readonly LayerCollector[] = [];
  const content = contentBuffer();
  const tar = tarReader({
    entry(header) {
      budget.entry();
      entry = layerEntry(header);
      wanting = entry ? wantedBy(collectors, entry) : [];
      if (wanting.length > 0) content.expect(header.size);
      return wanting.length > 0;
    },
    content: (piece) => content.add(piece),
    end() {
      if (!entry) return;
      const bytes = wanting.length > 0 ? content.bytes() : null;
      for (const collector of collectors) collector.entry(entry, wanting.includes(collector) ? bytes : null);
    },
  });
  return {
    push(piece) {
      sizeBytes += piece.length;
      sha?.update(piece);
      tar.push(piece);
    },
    finish() {
      tar.finish();
      return { sizeBytes, diffId: sha && `sha256:${sha.digest('hex')}` };
    },
  };
}

function wantedBy(collectors: readonly LayerCollector[], entry: LayerEntry): readonly LayerCollector[] {
  if (entry.type !== 'file' || entry.whiteout || entry.sizeBytes > largestContent) return [];
  return collectors.filter((collector) => collector.wants(entry));
}

/** One file's content at a time: a piece as it is where the file lies in one, else copied into a buffer that is used again. */
function contentBuffer() {
  let kept: Buffer = nothing;
  let whole: Buffer = nothing;
  let expected = 0;
  let length = 0;
  return {
    expect(size: number) {
      expected = size;
      length = 0;
      whole = nothing;
    },
    add(piece: Buffer) {
      if (piece.length === expected) {
        whole = piece;
        return;
      }
      // grown as bytes arrive, since a header's word alone is no reason to take 64 MB
      if (kept.length < length + piece.length) {
        const larger = Buffer.allocUnsafeSlow(Math.min(expected, Math.max((length + piece.length) * 2, 256 * 1024)));
        kept.copy(larger, 0, 0, length);
        kept = larger;
      }
      length += piece.copy(kept, length);
      whole = kept.subarray(0, length);
    },
    bytes: () => whole,
  };
}
