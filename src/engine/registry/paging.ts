import { broken } from './call.js';
import type { Answer } from './exchange.js';
import type { Registry } from './registry.js';

/** So that a registry that always names a next page does not keep us forever. */
export const mostPages = 1_000;

/**
 * The next page of a list by its Link header (RFC 8288); null for the last one.
 * @throws Fault registry-broken for one on another server
 */
export function nextPage({ host, address }: Registry, { headers, url }: Answer): URL | null {
  const link = Array.isArray(headers.link) ? headers.link.join(',') : headers.link;
  const target = /<([^<>]{1,4000})>\s*;[^<>,]*\brel="?next"?/i.exec(link ?? '')?.[1];
  if (target === undefined) return null;
  const next = URL.canParse(target, url.href) ? new URL(target, url) : null;
  if (!next || next.hostname !== url.hostname) throw broken(host, 'its next page is on another server');
  // one behind a proxy that ends TLS does not know that it is reached by it
  return new URL(`${next.pathname}${next.search}`, address);
}
