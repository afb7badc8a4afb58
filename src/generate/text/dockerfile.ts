import { plainLine } from './plain.js';

/**
 * A word that Docker takes as it is: image references, versions, package names, stage names.
 * @throws TypeError for anything that could be more than one word; callers check what comes from outside first
 */
export function token(value: string | number): string {
  const text = String(value);
  if (!/^[A-Za-z0-9_.][A-Za-z0-9_.:/@+~=-]*$/.test(text)) throw new TypeError(`not one word: ${JSON.stringify(text)}`);
  return text;
}

/** Whether a path may stand as it is in a mount option or in COPY: no expansion, no wildcard, no second field, no way out. */
export function isPlainPath(path: string): boolean {
  return /^[A-Za-z0-9_.][A-Za-z0-9_./@+-]*$/.test(path) && !path.split('/').includes('..');
}

/** A path for mount options and COPY. @throws TypeError where `isPlainPath` is false */
export function plainPath(path: string): string {
  if (!isPlainPath(path)) throw new TypeError(`not a plain path: ${JSON.stringify(path)}`);
  return path;
}

/** The JSON array of the exec form; nothing in it is expanded. Invisible characters are written as escapes. */
export function execArray(words: readonly string[]): string {
  return `[${words.map(jsonWord).join(', ')}]`;
}

/** The JSON array of COPY, whose words Docker unquotes and expands once more. */
export function copyArray(words: readonly string[]): string {
  return execArray(words.map((word) => word.replace(/[\\$"']/g, '\\$&')));
}

/** The quoted value of ENV and LABEL, as written once Docker has unquoted and expanded it. No control characters. */
export function quotedValue(text: string): string {
  const value = plainLine(text, Number.MAX_SAFE_INTEGER);
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(value) ? value : `"${value.replace(/[\\$"]/g, '\\$&')}"`;
}

/** The text of a comment: one line that says nothing to any parser. */
export function comment(text: string): string {
  return plainLine(text);
}

function jsonWord(word: string): string {
  // a second `<` too: some readers see the start of a here-document in quotes
  return JSON.stringify(word.toWellFormed()).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|(?<=<)</g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
