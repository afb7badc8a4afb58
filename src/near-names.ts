/** Longer names are compared by their beginning: the work grows with the square. */
const longestCompared = 100;
const mostSuggested = 3;

/** The names most like one, the most alike first, at most three: a part of it, or a few letters away; case does not matter. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, longestCompared);
  const within = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .filter((candidate) => candidate !== '')
    .map((candidate) => {
      const compared = candidate.toLowerCase().slice(0, longestCompared);
      return { candidate, away: isPart(wanted, compared) ? 1 : editDistance(wanted, compared, within + 1) };
    })
    .filter(({ away }) => away <= within)
    .sort((a, b) => a.away - b.away)
    .slice(0, mostSuggested)
    .map(({ candidate }) => candidate);
}

/** The one name that a misspelt one was meant to be: the nearest within some letters; null where none is. */
export function nearestName(name: string, candidates: Iterable<string>, within: number): string | null {
  let nearest: string | null = null;
  let best = within + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate, best);
    if (distance < best) [nearest, best] = [candidate, distance];
  }
  return nearest;
}

function isPart(a: string, b: string): boolean {
  return a.length >= 3 && b.length >= 3 && a !== b && (a.includes(b) || b.includes(a));
}

/**
 * Letters to change, add, take away or swap with the next (optimal string alignment); at `limit` and beyond it is only known to
 * be that far, as it is for names that are longer than any that a person would write.
 */
export function editDistance(a: string, b: string, limit = longestCompared): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  if (a.length > longestCompared || b.length > longestCompared) return a === b ? 0 : limit;
  let above: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (above[j - 2] ?? 0) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    [above, before] = [before, row];
  }
  return Math.min(before[b.length] ?? limit, limit);
}
