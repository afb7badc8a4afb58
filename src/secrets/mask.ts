import { findSecrets } from './find-secrets.js';
import { keywordSearch } from './keyword-search.js';
import { isCredentialName, isSecretName } from './secret-name.js';
import { isTokenRest, tellingPrefixes } from './tokens/token-shapes.js';

const mask = '***';

/** A text for a person's eyes, as a log's end: tokens, passwords in URLs and values of secret-looking names are masked. */
export function maskSecrets(text: string, values: readonly string[] = []): string {
  let masked = text;
  for (const value of values) if (value.length >= 6) masked = masked.replaceAll(value, mask);
  return maskNamed(maskLogins(maskTokens(replace(masked, findSecrets(masked)))));
}

interface Stretch {
  start: number;
  end: number;
}

function replace(text: string, stretches: readonly Stretch[]): string {
  let masked = '';
  let from = 0;
  for (const { start, end } of stretches) {
    if (start < from) continue;
    masked += text.slice(from, start) + mask;
    from = end;
  }
  return masked + text.slice(from);
}

const searchPrefixes = keywordSearch(tellingPrefixes.map((text) => ({ text, anyCase: false })));
const tokenRest = /[A-Za-z0-9_.=-]{12,2000}/y;

/** What begins like a token, whatever its length: to show a cut or an old one is no better. */
export function maskTokens(text: string): string {
  const stretches: Stretch[] = [];
  let readUntil = 0;
  searchPrefixes(Buffer.from(text, 'latin1'), (index, at) => {
    if (at < readUntil || (at > 0 && /[A-Za-z0-9_]/.test(text[at - 1] as string))) return;
    const end = at + (tellingPrefixes[index] as string).length;
    tokenRest.lastIndex = end;
    const rest = tokenRest.exec(text)?.[0];
    if (rest === undefined) return;
    readUntil = end + rest.length;
    if (isTokenRest(rest)) stretches.push({ start: at, end: readUntil });
  });
  return replace(text, stretches);
}

/** The password of every URL, and be it the developer's own. A reference to a variable stays readable. */
export function maskLogins(text: string): string {
  return text.replace(/(:\/\/[^\s/:@]{0,200}:)([^\s/@]{1,500})(?=@)/g, (whole, before: string, value: string) =>
    isReference(value) ? whole : before + mask,
  );
}

/** Values that follow a secret-looking name and a sign: `API_KEY=...`, `"password": "..."`. */
export function maskNamed(text: string): string {
  const stretches: Stretch[] = [];
  for (const { 0: whole, 1: name = '', index } of text.matchAll(
    /(?<![A-Za-z0-9_-])([A-Za-z_][A-Za-z0-9_-]{0,80})["']?\s?[=:]\s?(?=\S)/g,
  )) {
    const start = index + whole.length;
    if (start < (stretches.at(-1)?.end ?? 0) || !hidesValue(name) || text.startsWith('${', index - 2)) continue;
    const value = /^(?:"[^"\n]{1,500}"|'[^'\n]{1,500}'|[^\s"',;]{4,500})/.exec(text.slice(start, start + 503))?.[0];
    if (value && !isReference(value) && !value.includes('://')) stretches.push({ start, end: start + value.length });
  }
  return replace(text, stretches);
}

/** A log says `KeyError: 'NAME'` and means no key: outside of names of variables, a word must be a strong one. */
function hidesValue(name: string): boolean {
  return isCredentialName(name) || (/^[A-Z0-9_]+$/.test(name) && isSecretName(name));
}

/** A variable is no value: `${POSTGRES_PASSWORD:?set it in .env}`. */
export function isReference(value: string): boolean {
  return /^["']?\$\{?[A-Za-z_]/.test(value) || value === mask;
}
