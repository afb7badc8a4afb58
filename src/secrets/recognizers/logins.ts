import { isPlaceholder } from '../placeholder.js';
import { looksGenerated } from '../randomness.js';
import type { Recognizer, Secret } from '../recognizer.js';

const basic = /basic\s{1,3}([A-Za-z0-9+/]{8,600}={0,2})/iy;
const bearer = /bearer\s{1,3}([A-Za-z0-9._~+/-]{20,2000}={0,2})/iy;
const registryAuth = /"auth"\s{0,20}:\s{0,20}"([A-Za-z0-9+/]{8,4000}={0,2})"/y;
const npmAuth = /_auth\s{0,2}=\s{0,2}["']?([A-Za-z0-9+/]{8,600}={0,2})/y;
const encodedAuths = /eyJhdXRocyI6[A-Za-z0-9+/]{16,8000}={0,2}/y;

/** Logins in base64: headers, the registries of a Docker configuration, pull secrets of Kubernetes, npm. */
export const logins: readonly Recognizer[] = [
  { keywords: ['basic '], anyCase: true, at: pair(basic, 'credentials in a header') },
  { keywords: ['bearer '], anyCase: true, at: matchBearer },
  { keywords: ['"auth"'], at: pair(registryAuth, 'registry credentials') },
  { keywords: ['_auth=', '_auth ='], at: pair(npmAuth, 'registry credentials') },
  { keywords: ['eyJhdXRocyI6'], at: matchAuths },
];

/** Base64 of `user:password`. */
function pair(pattern: RegExp, kind: string): Recognizer['at'] {
  return (text, at) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    const value = found?.[1];
    if (!found || !value || !isLogin(value)) return null;
    const start = at + found[0].lastIndexOf(value);
    return { kind, start, end: start + value.length };
  };
}

function isLogin(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('utf8');
  const at = plain.indexOf(':');
  if (at < 1 || /[\u0000-\u001f\u007f\ufffd]/.test(plain)) return false;
  const user = plain.slice(0, at);
  const password = plain.slice(at + 1);
  return password !== user && !isPlaceholder(password) && !/^(?:open ?sesame|pass|passw(?:or)?d\d*)$/i.test(password);
}

function matchBearer(text: string, at: number): Secret | null {
  bearer.lastIndex = at;
  const found = bearer.exec(text);
  const value = found?.[1];
  if (!found || !value || isPlaceholder(value) || !looksGenerated(value)) return null;
  const end = at + found[0].length;
  return { kind: 'credentials in a header', start: end - value.length, end };
}

function matchAuths(text: string, at: number): Secret | null {
  if (at > 0 && /[A-Za-z0-9+/]/.test(text[at - 1] as string)) return null;
  encodedAuths.lastIndex = at;
  const value = encodedAuths.exec(text)?.[0];
  if (!value || !/"auth"\s?:\s?"[^"]{8,}|"password"\s?:\s?"[^"]+/.test(Buffer.from(value, 'base64').toString('latin1')))
    return null;
  return { kind: 'registry credentials', start: at, end: at + value.length };
}
