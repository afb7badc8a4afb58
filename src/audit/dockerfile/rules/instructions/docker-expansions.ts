import type { Span } from '../../../finding.js';
import { type VariableUse, variableUses } from '../../model/variables.js';

/** A variable that Docker itself replaces, with its place in the file. */
export interface Expansion extends Span {
  name: string;
  /** `${NAME:-x}`, `${NAME+x}`: being unset is provided for. */
  optional: boolean;
}

/** The variables that Docker replaces in a text, not those in single quotes. @param start offset of the text in the file */
export function expansions(text: string, start: number): Expansion[] {
  return text.includes('$') ? located(variableUses(withoutSingleQuoted(text)), start) : [];
}

/** The same for the body of a here-document, where quotes are plain characters. */
export function bodyExpansions(text: string, start: number): Expansion[] {
  return text.includes('$') ? located(variableUses(text), start) : [];
}

function located(uses: readonly VariableUse[], base: number): Expansion[] {
  return uses.map(({ name, start, end, modifier }) => ({
    name,
    optional: modifier !== null && /^:?[-+]$/.test(modifier),
    start: base + start,
    end: base + end,
  }));
}

/** What stands in single quotes is blanked; every other character stays where it is. */
function withoutSingleQuoted(text: string): string {
  if (!text.includes("'")) return text;
  const result = text.split('');
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote === "'") {
      if (character === "'") quote = '';
      else result[at] = ' ';
    } else if (character === '\\') at++;
    else if (character === quote) quote = '';
    else if (!quote && (character === '"' || character === "'")) quote = character;
  }
  return result.join('');
}
