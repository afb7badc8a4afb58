import type { Call } from './call.js';
import type { Registry } from './registry.js';
import { pullScope, pushScope, type Scope } from './scope.js';

/** A repository of a registry that answers. */
export interface Repository {
  registry: Registry;
  /** Without the host. */
  name: string;
  signal: AbortSignal;
  /** What tokens are asked for: one that may write may read too, and one for all is asked for once. */
  writes: boolean;
}

export function openRepository(
  registry: Registry,
  name: string,
  signal: AbortSignal,
  { writes = false }: { writes?: boolean } = {},
): Repository {
  return { registry, name, signal, writes };
}

/** What all requests about a repository have in common. */
export function callTo(
  { name, signal, writes }: Repository,
  what: Pick<Call, 'method' | 'expects' | 'subject'> & { path: string | URL } & Partial<Call>,
): Call {
  const doing = what.doing ?? (what.method === 'GET' || what.method === 'HEAD' ? 'reading' : 'writing');
  const scopes: Scope[] = [writes || doing === 'writing' ? pushScope(name) : pullScope(name)];
  const path = typeof what.path === 'string' ? `${name}/${what.path}` : what.path;
  return { repository: name, signal, doing, scopes, ...what, path };
}

/** As a user would write it. */
export function shownRepository({ registry, name }: Repository): string {
  return `${registry.host}/${name}`;
}
