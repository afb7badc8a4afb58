import { maskSecrets } from '../secrets/mask.js';

/** Control characters, line separators and marks that turn the direction of writing. */
const unfit = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;
const mostItems = 50;

/** Words of an engine, a file or a variable, fit for one line of ours: no line end, no login, bounded. */
export function foreignWords(text: string, longest = 200): string {
  // cut first: masking costs time by length
  const line = text
    .slice(0, longest * 4)
    .replace(unfit, ' ')
    .replace(/(:\/\/)[^/@\s]*:[^/@\s]*@/g, '$1***@')
    .trim();
  const masked = maskSecrets(line);
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked;
}

/** The same for every text in a value, and no list without end. */
export function cleanWords<T>(value: T): T {
  if (typeof value === 'string') return foreignWords(value) as T;
  if (Array.isArray(value)) return value.slice(0, mostItems).map(cleanWords) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).slice(0, mostItems);
  return Object.fromEntries(entries.map(([name, inner]) => [foreignWords(name), cleanWords(inner)])) as T;
}
