import { withDeadline } from './deadline.js';

/** What came of knocking at a registry. */
export interface RegistryReach {
  host: string;
  /** The status of its version check: 200, or 401 where it wants a login; null where it did not answer. */
  status: number | null;
  reason: string | null;
}

const patienceMs = 5_000;

/** `ghcr.io` of `ghcr.io/me/app`; a name without a host belongs to Docker Hub. */
export function registryHostOf(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

/** Asks a registry for the version of its API (OCI distribution specification, end-1), from this machine. */
export async function reachRegistry(repository: string, signal: AbortSignal): Promise<RegistryReach> {
  const host = registryHostOf(repository);
  const loopback = /^(localhost|127\.[\d.]+|\[::1\])(:\d+)?$/.test(host);
  const url = `${loopback ? 'http' : 'https'}://${host === 'docker.io' ? 'registry-1.docker.io' : host}/v2/`;
  try {
    const answer = await withDeadline(patienceMs, signal, (inTime) =>
      fetch(url, { method: 'GET', redirect: 'manual', signal: inTime }),
    );
    await answer.body?.cancel();
    return { host, status: answer.status, reason: null };
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
    return { host, status: null, reason: cause?.code || cause?.message || message };
  }
}
