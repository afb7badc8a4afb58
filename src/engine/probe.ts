/** What a request to the application gave; status null where no HTTP answer came. */
export interface Answer {
  status: number | null;
  milliseconds: number;
  /** The first megabyte. */
  body: string;
  /** Why there was no answer. */
  error: string | null;
}

export interface HttpRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What shows that the application is up: an answer with a status of 2xx, or a connection that is held open. */
export type Sign = { path: string } | { tcp: true };

export interface Readiness {
  /** Milliseconds from when the start was asked for to the first healthy answer; null when there was none in time. */
  milliseconds: number | null;
  /** The last answer that was not healthy, where there was one. */
  last: Answer | null;
}

/** A way to reach the application: from this host through a published port, or from inside the container. */
export interface Probe {
  /** Polls until healthy, until `patienceMs` after the start, or until the signal fires. */
  untilReady(sign: Sign, patienceMs: number, signal: AbortSignal): Promise<Readiness>;
  /** One health check. */
  check(sign: Sign, signal: AbortSignal): Promise<Answer>;
  request(request: HttpRequest, signal: AbortSignal): Promise<Answer>;
  description: string;
}

export function isHealthy(answer: Answer): boolean {
  return answer.error === null && (answer.status === null || (answer.status >= 200 && answer.status < 300));
}
