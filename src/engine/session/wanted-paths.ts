import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContextEntry } from '../build-context.js';

/** What a request for files says about which: header names and values of BuildKit's file transfer. */
export interface RequestHeaders {
  get(name: string): (string | Buffer)[];
}

/**
 * The paths that a request is limited to, or null for everything: BuildKit names what the Dockerfile copies, so that a large
 * folder is not sent for one file. Where a limit is more than plain names, or leads through a link, all is sent: more than is
 * asked for does no harm.
 */
export async function wantedPaths(headers: RequestHeaders, root: string | null): Promise<string[] | null> {
  const paths = [...valuesOf(headers, 'include-patterns'), ...valuesOf(headers, 'followpaths')].map(clean);
  if (paths.length === 0 || !paths.every(isPlain)) return null;
  for (const path of paths) if (root !== null && (await leadsThroughLink(root, path))) return null;
  return paths;
}

export function isWanted(path: string, wanted: readonly string[] | null): boolean {
  return (
    wanted === null || wanted.some((one) => path === one || path.startsWith(`${one}/`) || one.startsWith(`${path}/`))
  );
}

/** Only what is wanted, in the order given. */
export async function* onlyWanted(
  entries: AsyncIterable<ContextEntry>,
  wanted: readonly string[] | null,
): AsyncGenerator<ContextEntry> {
  for await (const entry of entries) if (isWanted(entry.path, wanted)) yield entry;
}

/**
 * Values that are no plain ASCII are percent-encoded, and a header beside them says so. HTTP/2 joins what is repeated with a
 * comma and a space, so that a name with both in it is taken as it stands as well.
 */
function valuesOf(headers: RequestHeaders, name: string): string[] {
  const encoded = String(headers.get(`${name}-encoded`)[0] ?? '') === '1';
  return headers
    .get(name)
    .flatMap((value) => [String(value), ...String(value).split(', ')])
    .map((value) => (encoded ? decodeURIComponent(value.replaceAll('+', ' ')) : value));
}

function clean(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

function isPlain(path: string): boolean {
  return path !== '' && path !== '.' && !/[*?[\]\\!]/.test(path) && !path.split('/').includes('..');
}

async function leadsThroughLink(root: string, path: string): Promise<boolean> {
  const parts = path.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const facts = await lstat(join(root, ...parts.slice(0, length))).catch(() => null);
    if (!facts) return false;
    if (facts.isSymbolicLink()) return true;
  }
  return false;
}
