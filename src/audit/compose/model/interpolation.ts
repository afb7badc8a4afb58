const longestName = 200;
/** Longer values are not looked into; what takes a variable is a name, a path or a port. */
const longestValue = 4_000;

/** A reference to a variable in a value: `$NAME`, `${NAME}`, `${NAME:-default}`. */
export interface Reference {
  start: number;
  end: number;
  name: string;
  /** `:-` or `-`: this where it is not set; null without. */
  fallback: string | null;
}

/** References of a text in order, the outer ones; `$$` is a dollar sign. */
export function referencesIn(text: string): Reference[] {
  const references: Reference[] = [];
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    const reference = readReference(text, at);
    if (reference) references.push(reference);
    at = reference ? reference.end : at + (text[at + 1] === '$' ? 2 : 1);
  }
  return references;
}

function readReference(text: string, at: number): Reference | null {
  if (text[at + 1] !== '{') {
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1, at + 1 + longestName))?.[0];
    return name ? { start: at, end: at + 1 + name.length, name, fallback: null } : null;
  }
  const end = closingBrace(text, at + 2);
  const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 2, at + 2 + longestName))?.[0];
  if (end < 0 || !name) return null;
  const rest = text.slice(at + 2 + name.length, end);
  const fallback = /^:?-/.exec(rest);
  return { start: at, end: end + 1, name, fallback: fallback ? rest.slice(fallback[0].length) : null };
}

/** @param from after the opening brace */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** The text with the defaults of its variables; null where one has none. */
export function withDefaults(text: string, depth = 0): string | null {
  if (!text.includes('$')) return text;
  if (text.length > longestValue) return null;
  let result = '';
  let from = 0;
  for (const { start, end, fallback } of referencesIn(text)) {
    const value = fallback === null || depth > 5 ? null : withDefaults(fallback, depth + 1);
    if (value === null) return null;
    result += text.slice(from, start) + value;
    from = end;
  }
  return (result + text.slice(from)).replaceAll('$$', '$');
}

/** Parts of a short form between colons, those inside `${...}` and `[...]` not counted. */
export function splitAtColons(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (character === ':' && depth <= 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}
