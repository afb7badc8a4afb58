/** Offsets of a text to lines and columns and back; all counted in UTF-16 code units. */
export interface LineTable {
  /** @returns line and column, both from 1 */
  position(offset: number): { line: number; column: number };
  /** @param line and character from 0 */
  offset(line: number, character: number): number;
  /** Text of a line (from 1) without its end. */
  line(line: number): string;
  count: number;
}

export function createLineTable(text: string): LineTable {
  const starts = [0];
  // a lone CR ends no line for Docker
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (index: number) => (index < starts.length ? (starts[index] as number) : text.length);
  return {
    count: starts.length,
    position(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] as number) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] as number) + 1 };
    },
    offset: (line, character) => Math.min(startOf(line) + character, text.length),
    line: (line) => withoutEnd(text.slice(startOf(line - 1), startOf(line))),
  };
}

/** A line without the CR and LF at its end. */
export function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === '\n' || line[end - 1] === '\r')) end--;
  return line.slice(0, end);
}
