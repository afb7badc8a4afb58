import { createHash } from 'node:crypto';
import type { BlobStore } from './blob-store.js';
import { brokenImage, shown, tooLarge } from './broken-image.js';
import { largestDocument } from './limits.js';

/** The JSON files of an archive by name; null where there is none. */
export type Documents = (name: string) => Promise<Buffer | null>;

export function documentsOf(store: BlobStore): Documents {
  return async (name) => {
    const size = await store.sizeOf(name);
    if (size === null) return null;
    checkDocumentSize(name, size);
    const pieces: Buffer[] = [];
    for await (const piece of store.read(name)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  };
}

export function checkDocumentSize(name: string, size: number): void {
  if (size <= largestDocument) return;
  throw tooLarge(`${shown(name)}, which should be a short JSON text, has ${Math.round(size / 1e6)} MB`);
}

export function parseJson(name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw brokenImage(`${shown(name)} is not JSON`, { cause: error });
  }
}

export function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The file of an OCI layout that a digest names. @throws Fault for what is no digest, before it becomes a path */
export function blobName(digest: string): string {
  if (!/^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/.test(digest))
    throw brokenImage(`${shown(digest)} in a manifest is no digest`);
  return `blobs/${digest.replace(':', '/')}`;
}

/** A document that is named by its digest, its bytes checked against it. */
export async function digestedDocument(documents: Documents, digest: string, what: string): Promise<Buffer> {
  const name = blobName(digest);
  const bytes = await documents(name);
  if (!bytes) throw brokenImage(`it lacks ${what}, ${name}`);
  const [algorithm = ''] = digest.split(':');
  const actual = `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
  if (actual !== digest) throw wrongDigest(what, digest, actual);
  return bytes;
}

export function wrongDigest(what: string, expected: string, actual: string): Error {
  return brokenImage(
    `the digest of ${what} is wrong: ${shorten(expected)} is named and ${shorten(actual)} is what its bytes have`,
  );
}

function shorten(digest: string): string {
  return digest.length > 24 ? `${digest.slice(0, 19)}...` : shown(digest);
}
