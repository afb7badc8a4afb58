/** Text of a user or a registry for a message: on one line, short, nothing in it that moves a terminal's cursor. */
export function shownText(text: string, longest = 120): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return plain.length > longest ? `${plain.slice(0, longest - 3)}...` : plain;
}
