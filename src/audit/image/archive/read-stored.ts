import type { Activity } from '../../../activity.js';
import { decompress } from '../../../engine/decompress.js';
import type { CollectorsOf, ReadImage } from '../image-source.js';
import { assemble, missingLayer, nameOf } from './assemble-image.js';
import type { BlobStore } from './blob-store.js';
import { documentsOf } from './documents.js';
import { drainLayer } from './drain-layer.js';
import { findImage } from './find-image.js';
import type { ImageChoice } from './image-choice.js';
import { parseConfig } from './image-config.js';
import { entryBudget } from './limits.js';
import { type LayerRead, layerReader } from './read-layer.js';

/** Layers on disk, two at a time where they are compressed: zlib unpacks one while another is looked at. */
export async function readStored(
  store: BlobStore,
  choice: ImageChoice,
  collectorsOf: CollectorsOf,
  activity: Activity,
): Promise<ReadImage> {
  const found = await findImage(documentsOf(store), choice);
  parseConfig(found.config, found.layers.length);
  const blobs = [...new Set(found.layers)];
  const sizes = new Map<string, number>();
  for (const blob of blobs) {
    const size = await store.sizeOf(blob);
    if (size === null) throw missingLayer(found.layers, blob);
    sizes.set(blob, size);
  }
  const reads = new Map<string, LayerRead>();
  const budget = entryBudget();
  const failed = new AbortController();
  const waiting = blobs.values();
  const work = async () => {
    for (const blob of waiting) {
      const stored = sizes.get(blob) as number;
      const { head, body } = await peekHead(store.read(blob));
      const pieces = await decompress(head, body);
      const reader = layerReader(collectorsOf(blob), budget, true);
      await drainLayer(
        pieces,
        reader,
        stored,
        nameOf(found.layers, blob),
        AbortSignal.any([activity.signal, failed.signal]),
      );
      reads.set(blob, reader.finish());
      activity.report('image: reading its layers', reads.size, blobs.length);
    }
  };
  const results = await Promise.allSettled(
    [work(), work()].map((worker) =>
      worker.catch((error) => {
        failed.abort();
        throw error;
      }),
    ),
  );
  if (results.some(({ status }) => status === 'rejected')) throw firstFailure(results);
  return assemble(found, (name) => reads.get(name) ?? null, found.layers);
}

async function peekHead(pieces: AsyncIterable<Buffer>): Promise<{ head: Buffer; body: AsyncIterable<Buffer> }> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? Buffer.alloc(0) : Buffer.from(first.value.subarray(0, 512));
  const body = async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value as Buffer;
    } finally {
      await iterator.return?.();
    }
  };
  return { head, body: body() };
}

/** The error that made the others stop, not their own stopping. */
function firstFailure(results: readonly PromiseSettledResult<void>[]): unknown {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  return reasons.find((reason) => reason.name !== 'AbortError') ?? reasons[0];
}
