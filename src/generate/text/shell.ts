import { Fault } from '../../fault.js';
import { hasControlCharacters, plainLine } from './plain.js';

const plainWord = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word of a POSIX shell command, quoted only where it must be. */
export function shellWord(text: string): string {
  return plainWord.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A word in the shell form of RUN, which ends at the end of its line whatever the quotes say.
 * @throws Fault `not-supported` for control characters
 */
export function runWord(text: string): string {
  if (hasControlCharacters(text))
    throw new Fault(
      'not-supported',
      `A name with control characters cannot be written into a Dockerfile: ${JSON.stringify(plainLine(text, 80))}.`,
      'Rename the file, or change the word in container.spec.yaml.',
    );
  // some readers of Dockerfiles see the start of a here-document in quotes too
  return shellWord(text).replaceAll('<<', "<''<").replaceAll('<<', "<''<");
}

const safeInDoubleQuotes = /^[A-Za-z0-9_@%+=:,./ -]*$/;

/** A word in which `${PORT}` is the variable and everything else is literal. */
export function shellWordWithPort(text: string): string {
  const parts = text.split('${PORT}');
  if (parts.length === 1) return shellWord(text);
  if (parts.every((part) => safeInDoubleQuotes.test(part)))
    return `"${parts.reduce((before, part) => `${before}${/^\w/.test(part) ? '${PORT}' : '$PORT'}${part}`)}"`;
  return parts.map((part) => (part === '' ? '' : shellWord(part))).join('"$PORT"');
}
