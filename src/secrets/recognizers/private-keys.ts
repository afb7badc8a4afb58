import type { Recognizer, Secret } from '../recognizer.js';

const header = /-----BEGIN ((?:[A-Z0-9]{1,12} ){0,3})PRIVATE KEY(?: BLOCK)?-----/y;
const longestKey = 20_000;

/** Private keys as PEM, of OpenSSH, PGP and PuTTY, and as PEM in base64, as kubeconfigs and Kubernetes secrets hold them. */
export const privateKeys: readonly Recognizer[] = [
  { keywords: ['-----BEGIN '], at: matchPem },
  { keywords: ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'], at: matchSsh2 },
  { keywords: ['PuTTY-User-Key-File-'], at: matchPutty },
  { keywords: ['LS0tLS1CRUdJTi'], at: matchEncoded },
  { keywords: ['"d"', '"k"'], at: matchWebKey },
];

function matchPem(text: string, at: number): Secret | null {
  header.lastIndex = at;
  const found = header.exec(text);
  if (!found || !hasKeyBody(text, at + found[0].length)) return null;
  const start = at + found[0].length;
  const mark = text.slice(start, start + longestKey).indexOf('-----END ');
  const end = mark < 0 ? start + 64 : start + mark;
  return { kind: kindOf(text, at, found[1] ?? ''), start: at, end: Math.min(end, text.length) };
}

function kindOf(text: string, at: number, words: string): string {
  const around = text.slice(Math.max(0, at - 1_000), at + 3_500);
  if (around.includes('service_account') && around.includes('private_key')) return 'Google service account key';
  const head = text.slice(at, at + 200);
  return words.includes('ENCRYPTED') || head.includes('Proc-Type: 4,ENCRYPTED')
    ? 'encrypted private key'
    : 'private key';
}

/** A header alone stands in code that reads keys; a key goes on with base64, in a string of code with `\n` and quotes between. */
function hasKeyBody(text: string, at: number): boolean {
  const body = text.slice(at, at + 1_200).replace(/\\r?\\?n|\\n/g, '\n');
  const first = /^[\s\\"'`,+]{0,40}(?:[A-Za-z-]{1,30}: [^\n]{0,200}\n){0,4}[\s"'`,+]{0,40}([A-Za-z0-9+/]{32})/.exec(
    body,
  )?.[1];
  return first !== undefined && new Set(first).size > 4;
}

function matchSsh2(text: string, at: number): Secret | null {
  const start = at + '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----'.length;
  return hasKeyBody(text, start)
    ? { kind: 'encrypted private key', start: at, end: Math.min(start + 64, text.length) }
    : null;
}

const putty = /PuTTY-User-Key-File-\d: [\w@.-]{3,60}\r?\nEncryption: /y;

function matchPutty(text: string, at: number): Secret | null {
  putty.lastIndex = at;
  if (!putty.test(text)) return null;
  const body = /\nPrivate-Lines: \d{1,4}\r?\n[A-Za-z0-9+/=]{20}/.exec(text.slice(at, at + 6_000));
  if (!body) return null;
  const start = at + body.index;
  return { kind: 'private SSH key', start, end: start + body[0].length };
}

const encoded = /[A-Za-z0-9+/]{100,12000}={0,2}/y;

function matchEncoded(text: string, at: number): Secret | null {
  if (at > 0 && /[A-Za-z0-9+/]/.test(text[at - 1] as string)) return null;
  encoded.lastIndex = at;
  const value = encoded.exec(text)?.[0];
  if (!value) return null;
  const begin = Buffer.from(value.slice(0, 160), 'base64').toString('latin1');
  if (!/^-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/.test(begin)) return null;
  return { kind: 'private key', start: at, end: at + value.length };
}

const privatePart = /"[dk]"\s{0,20}:\s{0,20}"([A-Za-z0-9_-]{20,1400})"/y;

/** A JSON Web Key with its private part. */
function matchWebKey(text: string, at: number): Secret | null {
  privatePart.lastIndex = at;
  const found = privatePart.exec(text);
  const value = found?.[1];
  if (!found || !value || new Set(value).size < 8) return null;
  const end = at + found[0].length;
  const around = text.slice(Math.max(0, at - 2_000), at) + text.slice(end, end + 2_000);
  return around.includes('"kty"') ? { kind: 'private JSON Web Key', start: at, end } : null;
}
