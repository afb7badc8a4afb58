import { isSecretName } from './name-rules.js';
import { scanTokens } from './scan-text.js';

const mask = '***';

/** A text for a person's eyes, as a log's end: tokens, passwords in URLs and values of secret-looking names are masked. */
export function maskSecrets(text: string, values: readonly string[] = []): string {
  let masked = text;
  for (const value of values) if (value.length >= 6) masked = masked.replaceAll(value, mask);
  for (const { start, end } of scanTokens(masked).sort((a, b) => b.start - a.start))
    masked = masked.slice(0, start) + mask + masked.slice(end);
  return masked
    .replace(/(:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}@/g, `$1${mask}@`)
    .replace(
      /\b([A-Za-z][A-Za-z0-9_]{0,80})(["']?\s?[=:]\s?["']?)([^\s"',;]{4,500})/g,
      (whole, name: string, sign: string) => (isSecretName(name) ? `${name}${sign}${mask}` : whole),
    );
}
