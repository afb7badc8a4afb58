import type { TextKind } from './text-kind.js';

/** A secret in a text: of what kind, and the stretch that is secret, half-open. The text itself is not kept. */
export interface Secret {
  kind: string;
  start: number;
  end: number;
}

/**
 * Knows one family of secrets. Texts are hostile: what `at` reads around a keyword is bounded, and it starts nowhere else, so that
 * the work grows with the text and not faster.
 */
export interface Recognizer {
  /** What must stand in a text for it to hold such a secret; three ASCII characters or more each. */
  keywords: readonly string[];
  anyCase?: boolean;
  /** @param at where the keyword begins */
  at(text: string, at: number, kind: TextKind, memory: Memory): Secret | null;
}

/** What recognizers keep while one text is read, so that none of them reads a stretch again for each keyword in it. */
export interface Memory {
  /** End of the last stretch that had a token's form. */
  tokenUntil: number;
  /** End of the last name, or of its value, that was judged. */
  judgedUntil: number;
  /** The server of a connection string, as it was looked for last, and how far that answer goes. */
  server: { from: number; until: number; host: string | null; user: string } | null;
}
