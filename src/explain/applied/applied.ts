import type { Topic } from '../topic.js';

/** Something that was looked at for a topic; data of somebody else's, masked and on one line. */
export interface Fact {
  /** What it is: `layer 2`, `Dockerfile:12`, `exit code`. */
  name: string;
  value: string;
}

/** A topic on the reader's own things. */
export interface Applied {
  kind: 'image' | 'container' | 'path';
  name: string;
  facts: Fact[];
}

/** Facts of the facets that a topic is about, in the order that the topic names them. */
export function pickFacets<Facet extends string>(
  facets: Readonly<Record<Facet, () => readonly Fact[]>>,
  wanted: readonly Facet[],
): Fact[] {
  return wanted.flatMap((facet) => facets[facet]());
}

/** What a table says of a topic; a criterion and a rule are about what their principle is about. */
export function lookUp<Value>(table: Readonly<Record<string, Value>>, { id, pages, principles }: Topic): Value | null {
  const byPrinciple = pages.every(({ kind }) => kind === 'criterion' || kind === 'rule') ? principles : [];
  for (const name of [id, ...byPrinciple]) if (Object.hasOwn(table, name)) return table[name] as Value;
  return null;
}
