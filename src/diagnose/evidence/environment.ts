import { isSecretName } from '../../secrets/secret-name.js';
import { isSecretValue } from '../../secrets/secret-value.js';
import { plainText } from './plain-text.js';

const hidden = '***';
const longestValue = 1_000;
const address = /^([a-z][\w+.-]{0,40}:\/\/)(?:([^/\s]{0,500})@)?([^\s?#]{0,1000})(\?[^\s#]{0,1000})?/i;

/** `NAME=value` pairs to what may be shown: values of secret-looking names and secret-looking values are hidden, of addresses only the login. */
export function readableEnvironment(pairs: readonly string[] | null | undefined): Map<string, string> {
  const environment = new Map<string, string>();
  for (const pair of pairs ?? []) {
    const [name, value] = divide(pair);
    environment.set(plainText(name, 200), readableValue(name, value));
  }
  return environment;
}

function readableValue(name: string, value: string): string {
  if (value === '') return '';
  const parts = address.exec(value);
  if (parts) return plainText(readableAddress(name, parts), longestValue);
  if (isSecretName(name) || isSecretValue(value)) return hidden;
  return plainText(value, longestValue);
}

/** Where it leads to is evidence; who logs in is not. */
function readableAddress(name: string, [, scheme = '', user = '', place = '', query = '']: RegExpExecArray): string {
  // a password with an unescaped slash
  if (place.includes('@') && isSecretName(name)) return `${scheme}${hidden}@${place.slice(place.lastIndexOf('@') + 1)}`;
  const login = user === '' ? '' : user.includes(':') ? `${user.split(':', 1)[0]}:${hidden}@` : `${hidden}@`;
  const settings = query.replace(/([?&])([^&=]*)=([^&]*)/g, (whole, sign, key, value) =>
    isSecretName(key) || isSecretValue(value) ? `${sign}${key}=${hidden}` : whole,
  );
  return `${scheme}${login}${place}${settings}`;
}

/** Values that must not be seen in the container's own words: those of secrets, unless they are ordinary words. */
export function secretValues(pairs: readonly string[] | null | undefined): string[] {
  return (pairs ?? []).flatMap((pair) => {
    const [name, value] = divide(pair);
    const password = /^[a-z][\w+.-]{0,40}:\/\/[^/\s:@]{0,200}:([^@\s/]{1,200})@/i.exec(value)?.[1];
    if (password) return isTelling(password) ? [password] : [];
    if (value.includes('://') || !(isSecretName(name) || isSecretValue(value))) return [];
    return isTelling(value) ? [value] : [];
  });
}

/** `postgres` as a password would black out what the log says of postgres. */
function isTelling(value: string): boolean {
  return value.length >= 8 && value.length < 10_000 && !/^(?:[a-z]+|[A-Z][a-z]*|\d+)$/.test(value);
}

function divide(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}
