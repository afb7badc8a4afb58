import { asRecord, parseObject, textOf } from '../formats/json.js';
import type { PackageReader } from '../reader.js';

/** Packages installed by npm, pnpm or Yarn: what lies directly in a node_modules, not what a package keeps for its tests. */
export const nodeManifest: PackageReader = {
  wants: ({ path, sizeBytes }) =>
    path.endsWith('/package.json') && sizeBytes < 4_000_000 && isInstalled(path.split('/').slice(1, -1)),
  read(content) {
    const manifest = parseObject(content);
    const name = textOf(manifest.name);
    const version = textOf(manifest.version);
    if (!name || !version) return {};
    return { packages: [{ type: 'npm', name, version, licenses: licensesOf(manifest) }] };
  },
};

/** Whether folders, from the first node_modules on, are `node_modules/NAME` again and again. */
function isInstalled(folders: readonly string[]): boolean {
  let at = folders.indexOf('node_modules');
  if (at < 0) return false;
  while (at < folders.length) {
    if (folders[at] !== 'node_modules') return false;
    at++;
    // pnpm's store: node_modules/.pnpm/NAME@VERSION/node_modules/NAME
    if (folders[at] === '.pnpm') {
      at += 2;
      continue;
    }
    const name = folders[at];
    if (!name || name.startsWith('.')) return false;
    at += name.startsWith('@') ? 2 : 1;
  }
  return at === folders.length;
}

/** `license` is an SPDX expression today; older manifests have an object or a list. */
function licensesOf({ license, licenses }: Record<string, unknown>): string[] {
  const stated = [license, ...(Array.isArray(licenses) ? licenses : [licenses])];
  return stated.flatMap((one) => textOf(one) ?? textOf(asRecord(one).type) ?? []).slice(0, 20);
}
