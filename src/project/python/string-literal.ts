const simpleEscapes: Record<string, string> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** Value of a Python escape sequence such as `\n`, `\x41` or `\u00e9`; an unknown one stands for itself, as in Python. */
export function valueOfEscape(sequence: string): string {
  const letter = sequence[1] ?? '';
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return simple;
  const digits = /^\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))$/.exec(sequence);
  if (digits) {
    const code = Number.parseInt(digits[1] ?? digits[2] ?? digits[3] ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : sequence;
  }
  const octal = /^\\([0-7]{1,3})$/.exec(sequence);
  return octal ? String.fromCodePoint(Number.parseInt(octal[1] as string, 8)) : sequence;
}
