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
  at(text: string, at: number, kind: TextKind): Secret | null;
}
