import { Lexer } from 'yaml';

/** A comment of a YAML file. */
export interface Comment {
  /** Offset of its `#`. */
  start: number;
  /** What follows the `#`, trimmed. */
  text: string;
}

/** The lexer says so before a text that is a value, which may begin with `#` too. */
const scalarFollows = '\x1f';
const marks = new Set(['\x02', '\x18', scalarFollows]);

export function readComments(text: string): Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  let isValue = false;
  for (const part of new Lexer().lex(text)) {
    const mark = marks.has(part);
    if (!mark) {
      if (!isValue && part.startsWith('#')) comments.push({ start: at, text: part.slice(1).trim() });
      at += part.length;
    }
    isValue = part === scalarFollows;
  }
  return comments;
}
