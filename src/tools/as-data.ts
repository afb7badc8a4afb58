const longestText = 600;
const longestSentence = 2000;

/** Moves a cursor, hides or turns around what a reader sees, or is seen by a model alone; line ends and tabs are not among them. */
const harmful =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}\p{Cs}]|\r(?!\n)/gu;

/** A JSON string on one line, bounded; what could open a tag, a code fence or a link is written as an escape. */
export function asData(text: string): string {
  return jsonString(text, longestText).replace(/[<>`[\]]/g, escaped);
}

/** A sentence of ours that may hold words of others: a JSON string too, in which nothing can open a tag. */
export function asSentence(text: string): string {
  return withoutTags(jsonString(text, longestSentence));
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
    .map((line) => `    ${withoutTags(harmless(line))}`)
    .join('\n');
}

/** Nothing in it opens or closes a tag. */
export function withoutTags(text: string): string {
  return text.replace(/<(?=[A-Za-z/!?|])/g, escaped);
}

/** Characters that no reader sees as they are, written out. */
export function harmless(text: string): string {
  return text.replace(harmful, escaped);
}

/** The same for every text in a value, which is given back as it is where there is none. */
export function harmlessValue<T>(value: T): T {
  if (typeof value === 'string') return harmless(value) as T;
  if (Array.isArray(value)) return value.map(harmlessValue) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [harmless(name), harmlessValue(inner)])) as T;
}

function jsonString(text: string, longest: number): string {
  return harmless(JSON.stringify(text.length > longest ? `${text.slice(0, longest - 1)}…` : text));
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}
