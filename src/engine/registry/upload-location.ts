import { broken } from './call.js';
import type { Answer } from './exchange.js';
import type { Registry } from './registry.js';

/**
 * Where an upload goes on, by the answer to the request before. It may be relative; what is sent there carries the login
 * only where it is the registry itself.
 */
export function uploadLocation(registry: Registry, { headers, url }: Answer): URL {
  const { location } = headers;
  const next = location && URL.canParse(location, url.href) ? new URL(location, url) : null;
  if (!next || !/^https?:$/.test(next.protocol) || next.username)
    throw broken(registry.host, 'it does not say where an upload goes');
  if (registry.address.protocol === 'https:' && next.protocol === 'http:') {
    // one behind a proxy that ends TLS does not know that it is reached by it
    if (next.hostname === registry.address.hostname) return new URL(`${next.pathname}${next.search}`, registry.address);
    throw broken(registry.host, 'it wants uploads sent without encryption');
  }
  return next;
}

/** The same with the digest that ends the upload, the registry's own parameters kept. */
export function withDigest(location: URL, digest: string): URL {
  const url = new URL(location);
  url.searchParams.set('digest', digest);
  return url;
}

/** How much of an upload a registry has, by its Range header (`0-1023`); null where it does not say. */
export function uploadedBytes({ headers }: Answer): number | null {
  const end = /^(?:bytes=)?0-(\d{1,15})$/.exec(headers.range?.trim() ?? '')?.[1];
  if (end === undefined) return null;
  // `0-0` is what distribution says of none; one byte is sent again
  return Number(end) === 0 ? 0 : Number(end) + 1;
}
