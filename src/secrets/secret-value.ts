import { isRandom } from './randomness.js';
import { startsLikeToken } from './tokens/token-shapes.js';

/** Whether a value carries credentials whatever its name: `scheme://user:password@host`, a private key, the beginning of a well-known token. */
export function isSecretValue(value: string): boolean {
  return (
    /^[a-z][\w+.-]{0,40}:\/\/[^/\s:@]{0,200}:[^@\s/]{1,200}@/i.test(value) ||
    value.includes('-----BEGIN') ||
    startsLikeToken(value) ||
    isRandom(value)
  );
}

/** Whether a text holds a word that carries credentials: a command line, a header. */
export function holdsSecret(text: string): boolean {
  return text.split(/[\s=:,;"']+/).some((word) => isSecretValue(word)) || isSecretValue(text);
}
