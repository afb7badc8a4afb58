import type { Span } from '../../finding.js';
import { continuationAt } from './continuation.js';
import type { Heredoc } from './instruction.js';
import { type Piece, readHeredocs } from './read-heredocs.js';

/** `# syntax=`, `# escape=`, `# check=`; only before the first instruction. */
export interface Directive extends Span {
  name: string;
  value: string;
}

/** Where an instruction stands in the file. */
export interface InstructionText extends Span {
  /** Upper case. */
  keyword: string;
  keywordSpan: Span;
  heredocs: Heredoc[];
}

export interface SplitDockerfile {
  escapeCharacter: string;
  directives: Directive[];
  instructions: InstructionText[];
}

/** A line without its end, and where the next one begins. */
interface Line extends Span {
  content: string;
  next: number;
}

/**
 * Divides a file into instructions, as frontend/dockerfile/parser of BuildKit does: what a continuation is, that comments and empty
 * lines between continued ones do not count, which words open a here-document. It takes one look at each line.
 */
export function splitInstructions(text: string): SplitDockerfile {
  const first = text.startsWith('\uFEFF') ? 1 : 0;
  const directives = readDirectives(text, first);
  const escaping = directives.find(({ name }) => name === 'escape')?.value;
  const escapeCharacter = escaping === '`' ? '`' : '\\';
  const instructions: InstructionText[] = [];
  let at = first;
  while (at < text.length) {
    const line = lineAt(text, at);
    at = line.next;
    if (isEmpty(line) || isComment(line)) continue;
    const { pieces, next } = joined(text, line, escapeCharacter);
    const found = instructionOf(text, pieces, next);
    at = Math.max(next, found?.next ?? next);
    if (found) instructions.push(found.instruction);
  }
  return { escapeCharacter, directives, instructions };
}

/** The line and those that continue it, without continuation characters. */
function joined(text: string, first: Line, escapeCharacter: string): { pieces: Piece[]; next: number } {
  const pieces: Piece[] = [];
  let line = first;
  for (;;) {
    const continuation = continuationAt(line.content, escapeCharacter);
    const content = continuation < 0 ? line.content : line.content.slice(0, continuation);
    pieces.push({ text: content, start: line.start, lineEnd: line.end });
    if (continuation < 0) return { pieces, next: line.next };
    let next = lineAt(text, line.next);
    while (next.start < text.length && (isEmpty(next) || isComment(next))) next = lineAt(text, next.next);
    if (next.start >= text.length) return { pieces, next: text.length };
    line = next;
  }
}

function instructionOf(
  text: string,
  pieces: readonly Piece[],
  next: number,
): { instruction: InstructionText; next: number } | null {
  const whole = pieces.map((piece) => piece.text).join('');
  const keyword = /^\s*(\S+)/.exec(whole);
  if (!keyword) return null;
  const end = keyword[0].length;
  const start = end - (keyword[1] as string).length;
  const keywordSpan = { start: offsetOf(start, pieces), end: offsetOf(end - 1, pieces) + 1 };
  const name = (keyword[1] as string).toUpperCase();
  const heredocs = readHeredocs(text, name, whole.slice(end), next);
  return {
    instruction: {
      keyword: name,
      keywordSpan,
      start: keywordSpan.start,
      end: heredocs.end ?? (pieces.at(-1) as Piece).lineEnd,
      heredocs: heredocs.heredocs,
    },
    next: heredocs.next,
  };
}

/** Where a character of the joined text stands in the file. */
function offsetOf(position: number, pieces: readonly Piece[]): number {
  let before = 0;
  for (const piece of pieces) {
    if (position < before + piece.text.length) return piece.start + (position - before);
    before += piece.text.length;
  }
  return (pieces.at(-1) as Piece).lineEnd;
}

/** Directives are the first lines; the first that is none ends them. BuildKit looks for `check` after empty lines as well. */
function readDirectives(text: string, from: number): Directive[] {
  const directives: Directive[] = [];
  let onlyCheck = false;
  for (let at = from; at < text.length; ) {
    const line = lineAt(text, at);
    at = line.next;
    if (isEmpty(line) && directives.length === 0) {
      onlyCheck = true;
      continue;
    }
    const match = /^\s*#\s*(syntax|escape|check)\s*=\s*(\S.*)$/i.exec(line.content);
    const name = match?.[1]?.toLowerCase();
    if (!match || name === undefined || (onlyCheck && name !== 'check')) break;
    if (directives.some((directive) => directive.name === name)) break;
    directives.push({ name, value: (match[2] as string).trimEnd(), start: line.start, end: line.end });
  }
  return directives;
}

function lineAt(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  const next = newline < 0 ? text.length : newline + 1;
  let end = newline < 0 ? text.length : newline;
  while (end > start && text[end - 1] === '\r') end--;
  return { content: text.slice(start, end), start, end, next };
}

function isEmpty({ content }: Line): boolean {
  return content.trim() === '';
}

function isComment({ content }: Line): boolean {
  return content.trimStart().startsWith('#');
}
