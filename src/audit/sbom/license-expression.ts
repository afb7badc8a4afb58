import parse from 'spdx-expression-parse';

/** Several licences as one SPDX expression; null where one of them is no such expression. */
export function licenseExpression(licenses: readonly string[]): string | null {
  if (licenses.length === 0 || !licenses.every(isExpression)) return null;
  const [first] = licenses;
  if (licenses.length === 1) return first as string;
  return licenses.map((one) => (/\s/.test(one) ? `(${one})` : one)).join(' AND ');
}

const longest = 1000;

function isExpression(text: string): boolean {
  // the parser calls itself for each parenthesis
  if (text.length > longest || text.trim() !== text) return false;
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
