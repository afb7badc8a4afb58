import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate that vouches for itself, for `localhost` and 127.0.0.1. */
export interface Certificate {
  /** PEM. */
  certificate: string;
  der: Buffer;
  /** PEM. */
  key: string;
  privateKey: KeyObject;
}

/** Made by hand, since Node makes none and not every machine has openssl (RFC 5280, in DER). */
export function makeCertificate({ from = '20200101000000Z', until = '21200101000000Z' } = {}): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const name = sequence(element(0x31, sequence(oid('2.5.4.3'), element(0x0c, Buffer.from('localhost')))));
  const extensions = sequence(
    extension('2.5.29.19', sequence(element(0x01, Buffer.from([0xff])))),
    extension(
      '2.5.29.17',
      sequence(element(0x82, Buffer.from('localhost')), element(0x87, Buffer.from([127, 0, 0, 1]))),
    ),
  );
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const serial = createHash('sha256').update(spki).digest().subarray(0, 8);
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.concat([Buffer.from([1]), serial])),
    algorithm,
    name,
    sequence(element(0x18, Buffer.from(from)), element(0x18, Buffer.from(until))),
    name,
    spki,
    element(0xa3, extensions),
  );
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, algorithm, element(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  // no empty line at its end, where the last line is a whole one: OpenSSL refuses that
  const base64 = der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n');
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    der,
    key,
    privateKey,
  };
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...bytes]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function extension(id: string, content: Buffer): Buffer {
  return sequence(oid(id), element(0x04, content));
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return element(0x06, Buffer.from(bytes));
}
