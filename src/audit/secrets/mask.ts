import { isSecretName } from './name-rules.js';
import { scanTokens } from './scan-text.js';

const mask = '***';

/** A text for a person's eyes, as a log's end: tokens, passwords in URLs and values of secret-looking names are masked. */
export function maskSecrets(text: string, values: readonly string[] = []): string {
  let masked = text;
  for (const value of values) if (value.length >= 6) masked = masked.replaceAll(value, mask);
  for (const { start, end } of scanTokens(masked).sort((a, b) => b.start - a.start))
    masked = masked.slice(0, start) + mask + masked.slice(end);
  return maskNamed(masked.replace(/(:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}@/g, `$1${mask}@`));
}

/** Values that follow a secret-looking name and a sign: `API_KEY=...`, `"password": "..."`. */
function maskNamed(text: string): string {
  let masked = '';
  let from = 0;
  for (const { 0: whole, 1: name = '', index } of text.matchAll(
    /\b([A-Za-z][A-Za-z0-9_]{0,80})["']?\s?[=:]\s?["']?/g,
  )) {
    const start = index + whole.length;
    if (start < from || !isSecretName(name)) continue;
    const value = /^[^\s"',;]{4,500}/.exec(text.slice(start, start + 500));
    if (!value) continue;
    masked += text.slice(from, start) + mask;
    from = start + value[0].length;
  }
  return masked + text.slice(from);
}
