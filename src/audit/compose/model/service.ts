import type { Span } from '../../finding.js';
import { type Entry, entryAt, isNull, type Mapping, textOf } from './value.js';

/** A service with what it inherits from others of the same file (`extends`). */
export interface Service {
  name: string;
  /** Place of its name. */
  where: Span;
  mapping: Mapping;
  /** Services of this file that it extends, the nearest first. */
  bases: readonly Mapping[];
  /** It says what it runs, and all of it is in this file: what is absent here is set nowhere. An override's service is not. */
  complete: boolean;
}

const deepestExtends = 20;

/** The services of a document's `services`. What is no mapping is no service. */
export function readServices(services: ReadonlyMap<string, Entry>): Service[] {
  const found: Service[] = [];
  for (const { key: name, keyWhere: where, value } of services.values()) {
    if (value.kind !== 'mapping') continue;
    const { bases, elsewhere } = inherited(name, services);
    const runs = [value, ...bases].some((mapping) =>
      ['image', 'build', 'provider'].some((key) => !isNull(mapping.entries.get(key)?.value)),
    );
    found.push({ name, where, mapping: value, bases, complete: runs && !elsewhere });
  }
  return found;
}

function inherited(name: string, services: ReadonlyMap<string, Entry>): { bases: Mapping[]; elsewhere: boolean } {
  const bases: Mapping[] = [];
  const seen = new Set([name]);
  let current = services.get(name)?.value;
  while (current?.kind === 'mapping') {
    const extension = current.entries.get('extends')?.value;
    if (isNull(extension)) break;
    const base = textOf(extension) ?? textOf(entryAt(extension, 'service')?.value);
    const next = base === undefined || seen.has(base) ? undefined : services.get(base)?.value;
    if (!next || entryAt(extension, 'file') || bases.length >= deepestExtends) return { bases, elsewhere: true };
    if (base !== undefined) seen.add(base);
    if (next.kind === 'mapping') bases.push(next);
    current = next;
  }
  return { bases, elsewhere: false };
}

/** What a service has at a chain of keys, its own or inherited; undefined where it is not set or `null`. */
export function settingOf({ mapping, bases }: Service, ...keys: string[]): Entry | undefined {
  for (const source of [mapping, ...bases]) {
    const entry = entryAt(source, ...keys);
    if (entry && !isNull(entry.value)) return entry;
  }
  return undefined;
}
