const context = 3;
/** Beyond this many differing lines the search for the shortest diff costs more than it tells. */
const mostEdits = 2000;

interface Line {
  kind: ' ' | '-' | '+';
  text: string;
}

/** The unified diff of two texts, lines compared without their endings; `''` where they agree. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const lines = compare(splitLines(before), splitLines(after));
  const body = hunks(lines);
  return body === '' ? '' : `--- a/${path}\n+++ b/${path}\n${body}`;
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function compare(before: string[], after: string[]): Line[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (text: string): Line => ({ kind: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...shortestEdit(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** Myers' greedy algorithm: the furthest reaching paths by number of edits, kept to walk back. */
function shortestEdit(before: string[], after: string[]): Line[] {
  const trace: Map<number, number>[] = [];
  const furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= Math.min(before.length + after.length, mostEdits); edits++) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(furthest, diagonal, edits)
        ? (furthest.get(diagonal + 1) as number)
        : (furthest.get(diagonal - 1) as number) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return [...before.map((text): Line => ({ kind: '-', text })), ...after.map((text): Line => ({ kind: '+', text }))];
}

function goesDown(furthest: Map<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function walkBack(before: string[], after: string[], trace: Map<number, number>[]): Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits] as Map<number, number>;
    const diagonal = x - y;
    const previous = goesDown(furthest, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const previousX = edits === 0 ? 0 : (furthest.get(previous) as number);
    const previousY = edits === 0 ? 0 : previousX - previous;
    while (x > previousX && y > previousY) {
      lines.push({ kind: ' ', text: before[--x] as string });
      y--;
    }
    if (edits === 0) break;
    if (x === previousX) lines.push({ kind: '+', text: after[--y] as string });
    else lines.push({ kind: '-', text: before[--x] as string });
  }
  return lines.reverse();
}

function hunks(lines: Line[]): string {
  let text = '';
  let oldLine = 1;
  let newLine = 1;
  for (let index = 0; index < lines.length; ) {
    if ((lines[index] as Line).kind === ' ') {
      index++;
      oldLine++;
      newLine++;
      continue;
    }
    const from = Math.max(0, index - context);
    const to = endOfHunk(lines, index);
    const hunk = lines.slice(from, to);
    const removed = hunk.filter(({ kind }) => kind !== '+').length;
    const added = hunk.filter(({ kind }) => kind !== '-').length;
    const oldStart = oldLine - (index - from);
    const newStart = newLine - (index - from);
    text += `@@ -${range(oldStart, removed)} +${range(newStart, added)} @@\n`;
    text += hunk.map((line) => `${line.kind}${line.text}\n`).join('');
    oldLine = oldStart + removed;
    newLine = newStart + added;
    index = to;
  }
  return text;
}

/** A hunk goes on as long as the next change is near enough for their contexts to touch. */
function endOfHunk(lines: Line[], start: number): number {
  let last = start;
  for (let index = start; index < lines.length && index - last <= 2 * context; index++)
    if ((lines[index] as Line).kind !== ' ') last = index;
  return Math.min(lines.length, last + context + 1);
}

function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}
