/** A piece of a TOML document that stands for itself: a `[table]` header or a `key = value`. */
export interface TomlStatement {
  kind: 'header' | 'setting';
  /** Offsets of its text, without the line end. */
  start: number;
  end: number;
}

const closing: Record<string, string> = { '[': ']', '{': '}' };

/** The statements of a valid TOML document, in order; strings, comments and values of several lines are passed over whole. */
export function tomlStatements(text: string): TomlStatement[] {
  const found: TomlStatement[] = [];
  let at = 0;
  while (at < text.length) {
    if (/[\s]/.test(text[at] as string)) at++;
    else if (text[at] === '#') at = endOfLine(text, at);
    else {
      const start = at;
      at = endOfStatement(text, at);
      found.push({ kind: text[start] === '[' ? 'header' : 'setting', start, end: trimmedEnd(text, start, at) });
    }
  }
  return found;
}

function endOfStatement(text: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text[at] as string;
    if (character === '"' || character === "'") at = endOfString(text, at);
    else if (character === '#' && depth === 0) return at;
    else if (character === '#') at = endOfLine(text, at);
    else if (character === '\n' && depth === 0) return at;
    else {
      if (character in closing) depth++;
      else if (character === ']' || character === '}') depth--;
      at++;
    }
  }
  return at;
}

function endOfString(text: string, start: number): number {
  const quote = text[start] as string;
  const long = text.startsWith(quote.repeat(3), start);
  const end = long ? quote.repeat(3) : quote;
  let at = start + end.length;
  while (at < text.length && !text.startsWith(end, at)) at += quote === '"' && text[at] === '\\' ? 2 : 1;
  at += end.length;
  // up to two quotes may stand right before the closing ones
  while (long && text[at] === quote) at++;
  return at;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
