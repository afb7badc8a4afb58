import type { LayerCollector } from '../image/layer-collector.js';
import { releaseFiles } from './distribution.js';
import { canonicalPath, isSystemPackage, type LayerPackages, layerPackages } from './layer-packages.js';
import { type Distribution, type ImagePackage, type PackageType, packageTypes, type StatedPackage } from './package.js';
import { packageUrl } from './purl.js';
import type { Reading } from './reader.js';

/** The packages of an image as a container would see them. */
export interface ImagePackages {
  distribution: Distribution | null;
  /** By type, name and path. */
  packages: ImagePackage[];
  count: number;
  byEcosystem: Partial<Record<PackageType, number>>;
  /** What could not be read. */
  warnings: string[];
}

/** A file of the merged image that says something of packages. */
interface Statement {
  reading: Reading;
  /** Digest of the layer that brought in each of its packages, by `keyOf`. */
  layers: ReadonlyMap<string, string>;
}

/**
 * Collects packages over the layers of one image.
 *
 *     const packages = collectPackages();
 *     const image = await readImageFrom(source, (blob) => [packages.collectorOf(blob)], activity);
 *     const { distribution, byEcosystem } = packages.merge(image.layers);
 */
export function collectPackages(): {
  collectorOf(blob: string): LayerCollector;
  /** @param layers base first, with the names that their collectors were asked for by */
  merge(layers: readonly { digest: string; blob: string }[]): ImagePackages;
} {
  const found = new Map<string, LayerPackages>();
  return {
    collectorOf(blob) {
      const collector = layerPackages();
      found.set(blob, collector.found);
      return collector;
    },
    merge: (layers) =>
      mergeLayers(
        layers.flatMap(({ digest, blob }) => {
          const layer = found.get(blob);
          return layer ? [{ digest, layer }] : [];
        }),
      ),
  };
}

function mergeLayers(layers: readonly { digest: string; layer: LayerPackages }[]): ImagePackages {
  let image = new Map<string, Statement>();
  for (const { digest, layer } of layers) {
    const kept = [...image].filter(([path]) => !takesAway(layer, path));
    const next = new Map(kept);
    for (const [path, reading] of layer.readings) next.set(path, stateAgain(reading, digest, image.get(path)));
    image = next;
  }
  return summarize(image, [...new Set(layers.flatMap(({ layer }) => layer.warnings))]);
}

/** Whether a layer deletes a path of those below or puts something else in its place. */
function takesAway({ deleted, emptied, replaced }: LayerPackages, path: string): boolean {
  if (deleted.has(path) || replaced.has(path)) return true;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (deleted.has(folder) || emptied.has(folder) || replaced.has(folder)) return true;
  }
  return emptied.has('/');
}

/** A package that stays the same while its database is written again still comes from the layer that installed it. */
function stateAgain(reading: Reading, digest: string, before: Statement | undefined): Statement {
  const layers = new Map<string, string>();
  for (const one of reading.packages ?? []) layers.set(keyOf(one), before?.layers.get(keyOf(one)) ?? digest);
  return { reading, layers };
}

function keyOf({ type, name, version, architecture = '' }: StatedPackage): string {
  return `${type}\n${name}\n${version}\n${architecture}`;
}

function summarize(image: ReadonlyMap<string, Statement>, warnings: string[]): ImagePackages {
  const readings = [...image.values()].map(({ reading }) => reading);
  const distribution = releaseFiles.map((path) => image.get(path)?.reading.distribution).find(Boolean) ?? null;
  const owned = new Set(readings.flatMap((reading) => reading.owned ?? []));
  const licenses = new Map(
    readings.flatMap(({ licensesOf }) => (licensesOf ? [[licensesOf.name, licensesOf.licenses] as const] : [])),
  );
  const packages = new Map<string, ImagePackage>();
  for (const [path, { reading, layers }] of image) {
    for (const stated of reading.packages ?? []) {
      const fromDistribution = !isSystemPackage(stated) && owned.has(canonicalPath(path));
      const layer = layers.get(keyOf(stated)) as string;
      const known = stated.type === 'deb' ? (licenses.get(stated.name) ?? []) : stated.licenses;
      const purl = packageUrl(stated, distribution);
      const whole: ImagePackage = { ...stated, licenses: known, purl, path, layer, fromDistribution };
      packages.set(`${keyOf(stated)}\n${path}`, whole);
    }
  }
  const sorted = [...packages.values()].sort(byPlace);
  return { distribution, packages: sorted, count: sorted.length, byEcosystem: countByType(sorted), warnings };
}

function byPlace(one: ImagePackage, other: ImagePackage): number {
  return (
    packageTypes.indexOf(one.type) - packageTypes.indexOf(other.type) ||
    compare(one.name, other.name) ||
    compare(one.version, other.version) ||
    compare(one.path, other.path)
  );
}

/** By code units, the same in every locale. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function countByType(packages: readonly ImagePackage[]): ImagePackages['byEcosystem'] {
  const counts: ImagePackages['byEcosystem'] = {};
  for (const { type } of packages) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
