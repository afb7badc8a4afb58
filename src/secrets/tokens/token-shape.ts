/**
 * A credential that its own form gives away: a prefix that its issuer chose so that it can be found, and a body. Forms are the
 * issuers' own, as their documentation and public scanners give them.
 */
export interface TokenShape {
  kind: string;
  prefix: string;
  /** Source of an expression for what follows: classes with bounds, no repetition within a repetition. */
  body: string;
  /** How many letters and digits (or the class given) stand before the prefix and belong to the token. */
  before?: { count: number; of: string };
  /** The prefix is short or a word: the body must look generated too. */
  weak?: true;
}

/** Several prefixes of one issuer with one body. */
export function shapes(kind: string, prefixes: readonly string[], body: string): TokenShape[] {
  return prefixes.map((prefix) => ({ kind, prefix, body }));
}

export const uuid = '[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}';
