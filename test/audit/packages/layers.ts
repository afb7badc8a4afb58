import type { LayerCollector, LayerEntry } from '../../../src/audit/image/layer-collector.js';
import { collectPackages, type ImagePackages } from '../../../src/audit/packages/image-packages.js';

/** A file's content, or an entry with what is not usual of it. */
export type Given = string | Buffer | (Partial<LayerEntry> & { content?: Buffer });

/** What a layer holds, by path. */
export type Layer = Record<string, Given>;

const plain: LayerEntry = {
  path: '',
  type: 'file',
  sizeBytes: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  linkTarget: null,
  whiteout: null,
};

/** Shows a layer to a collector as the reader of images does. */
export function show(collector: LayerCollector, layer: Layer): void {
  for (const [path, given] of Object.entries(layer)) {
    const { content = null, ...more } =
      typeof given === 'string' || Buffer.isBuffer(given) ? { content: Buffer.from(given) } : given;
    const entry: LayerEntry = {
      ...plain,
      path,
      sizeBytes: content?.length ?? 0,
      mode: /\/s?bin\//.test(path) ? 0o755 : 0o644,
      ...more,
    };
    collector.entry(entry, collector.wants(entry) ? content : null);
  }
}

/** The packages of an image of these layers, which are called `layer-1`, `layer-2`, ... */
export function packagesOf(...layers: Layer[]): ImagePackages {
  const packages = collectPackages();
  const names = layers.map((layer, index) => {
    const digest = `layer-${index + 1}`;
    show(packages.collectorOf(`blobs/${digest}`), layer);
    return { digest, blob: `blobs/${digest}` };
  });
  return packages.merge(names);
}

/** `name@version` of each package. */
export function named({ packages }: ImagePackages): string[] {
  return packages.map(({ name, version }) => `${name}@${version}`);
}

export const deleted: Partial<LayerEntry> = { whiteout: 'file' };
export const emptied: Partial<LayerEntry> = { whiteout: 'opaque' };

export function dpkgStatus(...packages: [name: string, version: string, more?: string][]): string {
  return packages
    .map(
      ([name, version, more = '']) =>
        `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\n${more}Version: ${version}\nDescription: it\n does things\n`,
    )
    .join('\n');
}
