import type { Fault } from '../../../fault.js';
import { maskSource } from '../../../secrets/mask-source.js';
import type { ReadImage, ReadLayer } from '../image-source.js';
import { brokenImage, shown } from './broken-image.js';
import { wrongDigest } from './documents.js';
import type { FoundImage } from './find-image.js';
import { parseConfig } from './image-config.js';
import type { LayerRead } from './read-layer.js';

/**
 * Puts an image together from its configuration and what its layers were.
 * @param blobs files of the layers, base first @throws Fault where a layer is missing or is not what its digest says
 */
export function assemble(found: FoundImage, readOf: (blob: string) => LayerRead | null, blobs: string[]): ReadImage {
  const config = parseConfig(found.config, blobs.length);
  const history = config.history ?? [];
  const made = history.flatMap(({ empty_layer }, index) => (empty_layer ? [] : [index]));
  const fits = made.length === blobs.length;
  const layers = blobs.map((blob, index): ReadLayer => {
    const read = readOf(blob);
    if (!read) throw missingLayer(blobs, blob);
    const expected = config.rootfs.diff_ids[index] as string;
    if (read.diffId && read.diffId !== expected) throw wrongDigest(`layer ${index + 1}`, expected, read.diffId);
    const at = fits ? (made[index] ?? null) : null;
    const createdBy = at === null ? '' : maskSource(history[at]?.created_by ?? '');
    return { digest: expected, blob, createdBy, sizeBytes: read.sizeBytes, history: at };
  });
  const { configDigest, manifestDigest, tags, attestations } = found;
  const sizeBytes = layers.reduce((sum, layer) => sum + layer.sizeBytes, 0);
  return { configDigest, config, history, layers, sizeBytes, manifestDigest, tags, attestations };
}

export function missingLayer(blobs: readonly string[], blob: string): Fault {
  return brokenImage(`it lacks ${nameOf(blobs, blob)}, ${shown(blob)}`);
}

/** What a layer is called in messages. */
export function nameOf(blobs: readonly string[], blob: string): string {
  return `layer ${blobs.indexOf(blob) + 1}`;
}
