const longestText = 600;

/** A JSON string on one line, bounded; what could open a tag, a code fence or a link is written as an escape. */
export function asData(text: string): string {
  const bounded = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return JSON.stringify(bounded).replace(
    /[<>`[\]\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As it is where it is one plain word, such as a path, a version or a command's argument; else as data. */
export function asWord(text: string): string {
  return /^[\w.:/@=+~${}-]{1,120}$/.test(text) ? text : asData(text);
}

/** Several lines of someone else's, indented, so that none looks like one of ours. @param most lines; the rest is counted */
export function indented(text: string, most = Number.POSITIVE_INFINITY): string {
  const lines = text.trimEnd().split(/\r\n|[\r\n\u2028\u2029]/);
  const left = lines.length - most;
  return [...lines.slice(0, most), ...(left > 0 ? [`(${left} more lines)`] : [])]
    .map((line) => `    ${line}`)
    .join('\n');
}
