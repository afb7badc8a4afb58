import type { Heredoc } from './instruction.js';
import { splitWords, unquote } from './words.js';

/** A part of a joined line: its text, and where it stands in the file. */
export interface Piece {
  text: string;
  start: number;
  /** Where its line ends, a continuation character and blanks included. */
  lineEnd: number;
}

const withHeredocs = new Set(['RUN', 'COPY', 'ADD']);

/** The here-documents that a line opens. @param rest the joined line after its keyword @param next where the line after it begins */
export function readHeredocs(
  text: string,
  keyword: string,
  rest: string,
  next: number,
): { heredocs: Heredoc[]; end: number | null; next: number } {
  const heredocs: Heredoc[] = [];
  let end: number | null = null;
  let at = next;
  for (const opening of openings(keyword, rest)) {
    const body = readBody(text, at, opening);
    heredocs.push({
      name: opening.name,
      quoted: opening.quoted,
      body: { start: at, end: body.end },
      text: text.slice(at, body.end),
    });
    end = body.terminatorEnd;
    at = body.next;
  }
  return { heredocs, end, next: at };
}

interface Opening {
  name: string;
  quoted: boolean;
  /** `<<-`: tabs before its last line are dropped. */
  tabs: boolean;
}

function openings(keyword: string, rest: string): Opening[] {
  if (!rest.includes('<<')) return [];
  let words = splitWords(rest, 0, '\\');
  let name = keyword;
  if (name === 'ONBUILD') {
    name = words[0]?.raw.toUpperCase() ?? '';
    words = words.slice(1);
  }
  if (!withHeredocs.has(name)) return [];
  const first = words.find(({ raw }) => !raw.startsWith('--'));
  if (first?.raw.startsWith('[') && isJson(rest.slice(first.start))) return [];
  return words.flatMap(({ raw }, index) => {
    const match = /^\d*<<(-?)([^<]*)$/.exec(raw);
    if (!match) return [];
    // `<< EOF` is one word to Docker
    const word = match[2] || (words[index + 1]?.raw ?? '');
    const delimiter = unquote(word, '\\');
    if (!delimiter || delimiter.includes('<')) return [];
    return [{ name: delimiter, quoted: /["']/.test(word.replace(/\\./g, '')), tabs: match[1] === '-' }];
  });
}

function isJson(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Up to the line that is the delimiter; to the end of the file where there is none. */
function readBody(
  text: string,
  from: number,
  { name, tabs }: Opening,
): { end: number; terminatorEnd: number; next: number } {
  let at = from;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    let end = newline < 0 ? text.length : newline;
    const next = newline < 0 ? text.length : newline + 1;
    while (end > at && text[end - 1] === '\r') end--;
    const line = text.slice(at, end);
    if ((tabs ? line.replace(/^\t+/, '') : line) === name)
      return { end: Math.max(from, at - 1), terminatorEnd: end, next };
    at = next;
  }
  const end = text.endsWith('\n') && text.length > from ? text.length - 1 : text.length;
  return { end, terminatorEnd: end, next: text.length };
}
