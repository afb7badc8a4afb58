import type { IncomingHttpHeaders } from 'node:http';
import { call } from './call.js';
import { dropBody } from './exchange.js';
import type { Registry } from './registry.js';
import { pullScope } from './scope.js';

/** How many pulls are left, as Docker Hub tells it. */
export interface RateLimit {
  limit: number;
  remaining: number;
  windowSeconds: number | null;
}

/** A repository that Docker keeps for this question (docs.docker.com, "Pull usage and limits"); HEAD is no pull. */
const preview = 'ratelimitpreview/test';

/** What is left of Docker Hub's pulls; null for registries that have no such limit or do not tell. */
export async function readRateLimit(registry: Registry, signal: AbortSignal): Promise<RateLimit | null> {
  if (registry.host !== 'docker.io') return null;
  const answer = await call(registry, {
    method: 'HEAD',
    path: `${preview}/manifests/latest`,
    expects: [200, 404, 429],
    scopes: [pullScope(preview)],
    repository: preview,
    subject: 'the limit of pulls',
    doing: 'reading',
    signal,
  });
  await dropBody(answer);
  return rateLimitOf(answer.headers);
}

/** `100;w=21600`: how many, in how many seconds. */
export function rateLimitOf(headers: IncomingHttpHeaders): RateLimit | null {
  const limit = /^\s*(\d{1,9})(?:;w=(\d{1,9}))?/.exec(String(headers['ratelimit-limit'] ?? ''));
  const remaining = /^\s*(\d{1,9})/.exec(String(headers['ratelimit-remaining'] ?? ''));
  if (!limit || !remaining) return null;
  return {
    limit: Number(limit[1]),
    remaining: Number(remaining[1]),
    windowSeconds: limit[2] === undefined ? null : Number(limit[2]),
  };
}
