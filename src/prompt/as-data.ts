import { maskSecrets } from '../secrets/mask.js';

/** Marks that close a block or begin code, controls, and what hides or turns text around: written as `\u003c`, which is JSON as well. */
const escaped =
  /[<>&`\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/**
 * Somebody else's words as a JSON string on one line that can end no block: names, paths and values of a repository, arguments of a
 * caller. Nothing is lost but secrets and what is longer than `longest` characters.
 */
export function quoted(text: string, longest: number): string {
  const kept = text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
  return JSON.stringify(maskSecrets(kept)).replace(escaped, (character) => character.split('').map(unicode).join(''));
}

function unicode(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
