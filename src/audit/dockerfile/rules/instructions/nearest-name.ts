/** The name that a misspelt one was meant to be: the nearest within some letters changed, added, lost or swapped; null where none is. */
export function nearestName(name: string, candidates: Iterable<string>, within: number): string | null {
  let nearest: string | null = null;
  let best = within + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const distance = editDistance(name, candidate, best);
    if (distance < best) [nearest, best] = [candidate, distance];
  }
  return nearest;
}

const longestName = 64;

/** Optimal string alignment; at `limit` and beyond it is only known to be that far. */
function editDistance(a: string, b: string, limit: number): number {
  if (a.length > longestName || b.length > longestName) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) >= limit) return limit;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit;
}
