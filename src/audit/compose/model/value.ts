import type { Span } from '../../finding.js';

/** A value of a YAML file with its place; what an alias or a merge key brings in keeps the place where it is written. */
export type Value = Scalar | Mapping | List;

export interface Scalar {
  kind: 'scalar';
  /** As it is written, without quotes: `012`, `yes`, `1e3`. */
  text: string;
  /** As YAML 1.2 reads it. */
  value: unknown;
  /** Written without quotes. */
  plain: boolean;
  /** An explicit one, such as `!!str` or Compose's `!reset`. */
  tag?: string;
  where: Span;
}

export interface Mapping {
  kind: 'mapping';
  entries: ReadonlyMap<string, Entry>;
  /** `{a: 1}` */
  flow: boolean;
  where: Span;
}

export interface List {
  kind: 'list';
  items: readonly Value[];
  where: Span;
}

export interface Entry {
  key: string;
  /** Place of the key alone. */
  keyWhere: Span;
  value: Value;
}

/** The text of a scalar that is not null; undefined for everything else. */
export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

/** Items of a list, a single scalar as a list of one, none for everything else. */
export function itemsOf(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'list') return value.items;
  return value?.kind === 'scalar' && value.value !== null ? [value] : [];
}

export function entriesOf(value: Value | undefined): Entry[] {
  return value?.kind === 'mapping' ? [...value.entries.values()] : [];
}

/** The entry at the end of a chain of keys. */
export function entryAt(value: Value | undefined, ...keys: string[]): Entry | undefined {
  let current = value;
  let entry: Entry | undefined;
  for (const key of keys) {
    if (current?.kind !== 'mapping') return undefined;
    entry = current.entries.get(key);
    current = entry?.value;
  }
  return entry;
}

/** Nothing is written there, or `null`. */
export function isNull(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}

/** `true`, and what Compose reads as it where a truth value is asked for. */
export function isTrue(value: Value | undefined): boolean {
  const text = textOf(value)?.toLowerCase();
  return text === 'true' || text === 'yes' || text === 'on';
}
