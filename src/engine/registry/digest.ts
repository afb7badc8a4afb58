import { createHash } from 'node:crypto';
import { Fault } from '../../fault.js';
import type { Descriptor } from './media-types.js';

const digestForm = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

/** Whether it may be used in an address or a path; only the algorithms that the image specification registers. */
export function isDigest(text: unknown): text is string {
  return typeof text === 'string' && digestForm.test(text);
}

export function digestOf(bytes: Uint8Array, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

export function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}

/**
 * Passes content on and checks that it is what its descriptor says. The last piece comes only once all is checked, so that
 * who reads to the end has the right bytes.
 * @param fault made of why it is not
 */
export async function* checkedContent(
  pieces: AsyncIterable<Buffer>,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  fault: (why: string) => Fault,
): AsyncGenerator<Buffer> {
  const hash = createHash(algorithmOf(digest));
  let length = 0;
  let held: Buffer | null = null;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > size) throw fault(`it is longer than the ${size} bytes that were announced`);
    hash.update(piece);
    if (held) yield held;
    held = piece;
  }
  if (length < size) throw fault(`it ends after ${length} of ${size} bytes`);
  const actual = `${algorithmOf(digest)}:${hash.digest('hex')}`;
  if (actual !== digest) throw fault(`its digest is ${actual}`);
  if (held) yield held;
}

/** @param where goes on after "The content of ", such as `the layer 0123 of ghcr.io/me/app` */
export function wrongContent(where: string, why: string): Fault {
  return new Fault(
    'registry-broken',
    `The content of ${where} is not what its digest says: ${why}.`,
    'Nothing of it is used. A proxy on the way or the storage behind it may be damaged: try again, then push the image anew.',
  );
}
