const longest = 80;

/** A name or path of the file as a message shows it: in one line, and not longer than a message. */
export function shown(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
