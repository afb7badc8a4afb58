/** A record as far as its names go. */
export interface Named {
  id: string;
  aliases: readonly string[];
  /** What a distribution's record is about; an advisory (DSA, USN, RLSA) is about several. */
  upstream: readonly string[];
}

export interface Merged<T extends Named> {
  /** The best known of the names: the CVE, GitHub's id, else the record's own. */
  id: string;
  aliases: string[];
  records: T[];
}

/**
 * Records that speak of one vulnerability as one. A record belongs to its aliases, and to what is upstream of it where that is
 * one; an advisory about several is left out when all of them are there themselves.
 */
export function mergeNames<T extends Named>(records: readonly T[]): Merged<T>[] {
  const groups = new Map<string, { names: Set<string>; records: T[] }>();
  const advisories = records.filter(({ upstream }) => upstream.length > 1);
  for (const record of records) if (record.upstream.length <= 1) join(groups, record, namesOf(record));
  for (const record of advisories)
    if (!record.upstream.every((name) => groups.has(name))) join(groups, record, [record.id, ...record.aliases]);
  return [...new Set(groups.values())].map(({ names, records: members }) => {
    const more = members.flatMap(({ upstream }) => (upstream.length > 1 ? upstream : []));
    const sorted = [...new Set([...names, ...more])].sort(
      (one, other) => rank(one) - rank(other) || compare(one, other),
    );
    const own = [...names].sort((one, other) => rank(one) - rank(other) || compare(one, other));
    const id = own[0] as string;
    return { id, aliases: sorted.filter((name) => name !== id), records: members };
  });
}

function namesOf({ id, aliases, upstream }: Named): string[] {
  return [id, ...aliases, ...upstream];
}

function join<T extends Named>(
  groups: Map<string, { names: Set<string>; records: T[] }>,
  record: T,
  names: readonly string[],
): void {
  const known = [...new Set(names.flatMap((name) => groups.get(name) ?? []))];
  const group = { names: new Set(names), records: [record] };
  for (const other of known) {
    for (const name of other.names) group.names.add(name);
    group.records.unshift(...other.records);
  }
  for (const name of group.names) groups.set(name, group);
}

function rank(name: string): number {
  if (name.startsWith('CVE-')) return 0;
  if (name.startsWith('GHSA-')) return 1;
  // DEBIAN-CVE-2024-1 says no more than CVE-2024-1
  return /-CVE-/.test(name) ? 3 : 2;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
