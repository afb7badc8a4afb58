import type { Answer, Probe } from '../../engine/probe.js';
import type { SmokeRequest } from '../../spec/schema.js';

/** Sends the Spec's requests one after the other, in its order: a later one may rely on what an earlier one made. */
export async function sendSmokeRequests(
  probe: Probe,
  requests: SmokeRequest[],
  signal: AbortSignal,
): Promise<{ request: SmokeRequest; answer: Answer }[]> {
  const results: { request: SmokeRequest; answer: Answer }[] = [];
  for (const request of requests) {
    const space = request.request.indexOf(' ');
    const body = request.json === undefined ? undefined : JSON.stringify(request.json);
    const answer = await probe.request(
      {
        method: request.request.slice(0, space),
        path: request.request.slice(space + 1),
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...request.headers },
        body,
      },
      signal,
    );
    results.push({ request, answer });
  }
  return results;
}
