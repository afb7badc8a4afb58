import type { Span } from '../../finding.js';
import { withoutGlue } from './continuation.js';

/** A word of an instruction; `start` and `end` are offsets in the file. */
export interface Word extends Span {
  /** As it stands there, quotes included. */
  raw: string;
  /** Without quotes and escapes; variables stay as `$NAME`. */
  value: string;
}

/** `name=value` of ENV, LABEL, ARG; value null where there is none (`ARG NAME`). */
export interface Pair extends Span {
  name: string;
  rawName: string;
  value: string | null;
  rawValue: string | null;
  valueStart: number;
  /** Written as `ENV NAME value`. */
  legacy: boolean;
}

/** Splits at blanks outside quotes. @param logical an instruction's logical text @param base offset of its first character in the file */
export function splitWords(logical: string, base: number, escapeCharacter: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < logical.length) {
    while (at < logical.length && isBlank(logical[at] as string)) at++;
    if (at >= logical.length) break;
    const start = at;
    at = endOfWord(logical, at, escapeCharacter);
    const raw = withoutGlue(logical.slice(start, at));
    words.push({ raw, value: unquote(raw, escapeCharacter), start: base + start, end: base + at });
  }
  return words;
}

function endOfWord(text: string, from: number, escapeCharacter: string): number {
  let quote = '';
  let at = from;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (quote) {
      if (character === escapeCharacter && quote === '"') at++;
      else if (character === quote) quote = '';
    } else if (character === escapeCharacter) at++;
    else if (character === '"' || character === "'") quote = character;
    else if (isBlank(character)) break;
  }
  return Math.min(at, text.length);
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

/** Removes quotes and escapes as Docker does; variables are left as they are. */
export function unquote(written: string, escapeCharacter: string): string {
  const raw = withoutGlue(written);
  if (!raw.includes('"') && !raw.includes("'") && !raw.includes(escapeCharacter)) return raw;
  let result = '';
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] as string;
    if (quote === "'") {
      if (character === quote) quote = '';
      else result += character;
    } else if (character === escapeCharacter && at + 1 < raw.length) {
      const next = raw[++at] as string;
      result += quote && next !== '"' && next !== '$' && next !== escapeCharacter ? character + next : next;
    } else if (character === quote) quote = '';
    else if (!quote && (character === '"' || character === "'")) quote = character;
    else result += character;
  }
  return result;
}

/** The pairs of ENV, LABEL or ARG, in both notations. */
export function splitPairs(logical: string, base: number, escapeCharacter: string, keyword: string): Pair[] {
  const words = splitWords(logical, base, escapeCharacter);
  const [first] = words;
  if (!first) return [];
  if (keyword !== 'ARG' && !hasEquals(first.raw)) return [legacyPair(first, logical, base, escapeCharacter)];
  return words.map((word) => {
    const written = logical.slice(word.start - base, word.end - base);
    const at = equalsAt(written);
    if (at < 0)
      return {
        ...span(word),
        name: word.value,
        rawName: word.raw,
        value: null,
        rawValue: null,
        valueStart: word.end,
        legacy: false,
      };
    const rawName = withoutGlue(written.slice(0, at));
    const rawValue = withoutGlue(written.slice(at + 1));
    return {
      ...span(word),
      name: unquote(rawName, escapeCharacter),
      rawName,
      value: unquote(rawValue, escapeCharacter),
      rawValue,
      valueStart: word.start + at + 1,
      legacy: false,
    };
  });
}

function legacyPair(first: Word, logical: string, base: number, escapeCharacter: string): Pair {
  const rest = logical.slice(first.end - base);
  const rawValue = rest.trim();
  const valueStart = first.end + (rest.length - rest.trimStart().length);
  return {
    start: first.start,
    end: rawValue ? valueStart + rawValue.length : first.end,
    name: first.value,
    rawName: first.raw,
    value: rawValue ? unquote(rawValue, escapeCharacter) : null,
    rawValue: withoutGlue(rawValue) || null,
    valueStart,
    legacy: true,
  };
}

function hasEquals(raw: string): boolean {
  return equalsAt(raw) >= 0;
}

/** The first `=` outside quotes. */
function equalsAt(raw: string): number {
  let quote = '';
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] as string;
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '=') return at;
  }
  return -1;
}

function span({ start, end }: Span): Span {
  return { start, end };
}
