import type { LayerCollector } from '../layer-collector.js';
import type { ImageFiles } from './image-files.js';

const largest = 1_000_000;

/** Keeps the text of a few files by path. */
export function collectTexts(paths: readonly string[]): LayerCollector & { texts: ReadonlyMap<string, string> } {
  const wanted = new Set(paths);
  const texts = new Map<string, string>();
  return {
    texts,
    wants: ({ path, type, sizeBytes }) => type === 'file' && sizeBytes <= largest && wanted.has(path),
    entry(entry, content) {
      // all collectors of a layer see every entry; the same bytes may be given for another's sake
      if (content && wanted.has(entry.path)) texts.set(entry.path, content.toString('utf8'));
    },
  };
}

/** The texts that a container sees, of those that layers have. */
export function seenTexts(files: ImageFiles, layers: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const seen = new Map<string, string>();
  for (const [layer, texts] of layers.entries())
    for (const [path, text] of texts) if (files.isSeen(path, layer)) seen.set(path, text);
  return seen;
}
