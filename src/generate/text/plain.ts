/** Everything that some reader takes for the end of a line, other control characters, and marks that reorder text. */
const harmful = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** Whether a text holds a character that no line of a file may hold. */
export function hasControlCharacters(text: string): boolean {
  return text.search(harmful) >= 0;
}

/** A text from a repository as one harmless line, for comments and messages; at most `limit` characters. */
export function plainLine(text: string, limit = 400): string {
  const line = text.toWellFormed().replace(harmful, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1).toWellFormed()}…` : line;
}
