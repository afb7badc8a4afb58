/** The index of the character that continues a line; -1 for none. One that is escaped itself, `C:\\`, continues nothing. */
export function continuationAt(content: string, escapeCharacter: string): number {
  let at = content.length - 1;
  while (at >= 0 && (content[at] === ' ' || content[at] === '\t')) at--;
  if (at < 0 || content[at] !== escapeCharacter) return -1;
  return at > 0 && content[at - 1] === escapeCharacter ? -1 : at;
}

/** Stands where a continuation glues two halves of a word together, `val\` and `ue`; never in a word's value. */
export const glue = '\u0000';

export function withoutGlue(text: string): string {
  return text.includes(glue) ? text.replaceAll(glue, '') : text;
}
