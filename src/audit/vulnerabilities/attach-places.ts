import type { ImagePackage } from '../packages/package.js';
import type { Vulnerability } from './vulnerability.js';

/** Scanners that do not tell the layer or the path get them from our own list of packages. */
export function attachPlaces(items: readonly Vulnerability[], packages: readonly ImagePackage[]): Vulnerability[] {
  const places = new Map<string, ImagePackage>();
  for (const one of packages) {
    for (const key of [keyOf(one.type, one.name, one.version), keyOf(one.type, one.name, one.version, one.path)])
      if (!places.has(key)) places.set(key, one);
  }
  return items.map((item) => {
    const { ecosystem, package: name, version, path } = item;
    const place =
      places.get(keyOf(ecosystem, name, version, path ?? '')) ?? places.get(keyOf(ecosystem, name, version));
    if (!place) return item;
    return { ...item, layer: item.layer ?? place.layer, path: item.path ?? place.path };
  });
}

function keyOf(type: string, name: string, version: string, path?: string): string {
  return [type, name.toLowerCase().replaceAll('_', '-'), version.replace(/^(?:v|0:)/, ''), path].join('\n');
}
