import type { Readable } from 'node:stream';
import type { Activity } from '../../../activity.js';
import type { CollectorsOf, ReadImage } from '../image-source.js';
import { assemble } from './assemble-image.js';
import { shown } from './broken-image.js';
import { drainLayer } from './drain-layer.js';
import { findImage } from './find-image.js';
import type { ImageChoice } from './image-choice.js';
import { entryBudget } from './limits.js';
import { type LayerRead, layerReader } from './read-layer.js';
import { readStream } from './read-stream.js';

/** An image that comes in one stream. @param hash whether the layers' digests are checked */
export async function readStreamed(
  stream: Readable,
  choice: ImageChoice,
  collectorsOf: CollectorsOf,
  activity: Activity,
  hash: boolean,
): Promise<ReadImage> {
  const reads = new Map<string, LayerRead>();
  const budget = entryBudget();
  const stop = () => stream.destroy(activity.signal.reason as Error);
  activity.signal.addEventListener('abort', stop, { once: true });
  try {
    activity.signal.throwIfAborted();
    const archive = await readStream(stream, async (name, stored, pieces) => {
      const reader = layerReader(collectorsOf(name), budget, hash);
      await drainLayer(pieces, reader, stored, shown(name), activity.signal);
      reads.set(name, reader.finish());
      activity.report(`image: reading its layers (${reads.size})`);
    });
    const found = await findImage(archive.documents, choice);
    return assemble(found, (name) => reads.get(name) ?? null, found.layers.map(archive.resolve));
  } finally {
    activity.signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}
