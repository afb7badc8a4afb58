/** A path as a pattern that matches it alone. What a pattern's line cannot hold becomes `?`, which matches one character. */
export function pattern(path: string): string {
  return patternLine(path)
    .replace(/[\\*?[\]]/g, (character) => (character === '?' ? '?' : `\\${character}`))
    .replace(/^[#!\s]/, (character) => (character.trim() === '' ? '?' : `\\${character}`))
    .replace(/\s$/, '?');
}

/** A pattern as one line of the file. */
export function patternLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '?');
}
