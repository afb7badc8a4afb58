import { asList, asRecord, asText, asTexts, at } from '../plain-data.js';

/**
 * The `[[package]]` entries of a lock that an install without development groups takes: by group in poetry.lock and
 * pdm.lock, by what the local packages depend on in uv.lock. All of them where the lock does not tell.
 */
export function productionPackages(packages: readonly unknown[]): readonly unknown[] {
  const grouped = packages.filter((entry) => isMain(entry) !== null);
  if (grouped.length > 0) return packages.filter((entry) => isMain(entry) !== false);
  const roots = packages.filter(isLocal);
  return roots.length > 0 ? reachable(packages, roots) : packages;
}

/** Null where the entry names no group: uv.lock, and old locks of the others. */
function isMain(entry: unknown): boolean | null {
  const category = asText(at(entry, 'category'));
  if (category) return category === 'main';
  const groups = asTexts(at(entry, 'groups') ?? []);
  return groups.length > 0 ? groups.includes('main') || groups.includes('default') : null;
}

function isLocal(entry: unknown): boolean {
  const source = asRecord(at(entry, 'source'));
  return source.editable !== undefined || source.virtual !== undefined;
}

/** Follows `dependencies`, and the optional ones of the extras that are asked for. */
function reachable(packages: readonly unknown[], roots: readonly unknown[]): readonly unknown[] {
  const byName = new Map<string, unknown[]>();
  for (const entry of packages) {
    const name = asText(at(entry, 'name')) ?? '';
    byName.set(name, [...(byName.get(name) ?? []), entry]);
  }
  const seen = new Set<string>();
  const taken = new Set<unknown>(roots);
  const waiting = roots.flatMap((entry) => asList(at(entry, 'dependencies')));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const name = asText(at(next, 'name')) ?? '';
    const extras = asTexts(at(next, 'extra') ?? []);
    const key = JSON.stringify([name, extras]);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const entry of byName.get(name) ?? []) {
      taken.add(entry);
      waiting.push(...asList(at(entry, 'dependencies')));
      for (const extra of extras) waiting.push(...asList(at(entry, 'optional-dependencies', extra)));
    }
  }
  return packages.filter((entry) => taken.has(entry));
}
