import type { IncomingMessage } from 'node:http';
import { localhostAllowedHostnames, validateHostHeader } from '@modelcontextprotocol/server';
import { refusal } from './answer.js';

/** Names under which the server may be called, and pages that may call it. */
export interface Callers {
  hostnames: string[];
  origins: string[];
}

/** This machine's own names, the address listened on and the public one. */
export function allowedHostnames(host: string, publicUrl: URL | null): string[] {
  const bound = host.includes(':') ? `[${host}]` : host;
  return [...new Set([...localhostAllowedHostnames(), bound, ...(publicUrl ? [publicUrl.hostname] : [])])];
}

/**
 * A page that made its own name lead here (DNS rebinding) still sends that name as the host; a page of another site sends its origin.
 * @returns the answer to what is refused, null for what may go on
 */
export function checkCaller({ headers }: IncomingMessage, { hostnames, origins }: Callers): Response | null {
  const host = validateHostHeader(headers.host, hostnames);
  if (!host.ok)
    return refusal(
      403,
      'This host is not served here; dockwright serve --public-url says under which others it is called.',
    );
  const { origin } = headers;
  if (origin === undefined || origins.includes(origin) || isOwn(origin, headers.host as string)) return null;
  return refusal(403, 'This origin may not call; dockwright serve --allowed-origin allows one.');
}

/** A page that this very server had given out, though it gives out none. */
function isOwn(origin: string, host: string): boolean {
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Lets the page that was allowed read the answer. */
export function crossOriginHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'www-authenticate, retry-after',
    vary: 'origin',
  };
}

/** What a browser asks before it sends. */
export function preflight({ method, headers }: IncomingMessage): Response | null {
  if (method !== 'OPTIONS' || headers.origin === undefined) return null;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? 'authorization, content-type',
      'access-control-max-age': '600',
    },
  });
}
