/** How long what may pass is tried again. */
export interface RetryPolicy {
  /** In all; those that follow each other without any progress. */
  attempts: number;
  firstDelayMs: number;
  longestDelayMs: number;
  /** A registry that wants us to wait longer than this is not waited for. */
  longestWaitMs: number;
}

export const usualRetries: RetryPolicy = {
  attempts: 6,
  firstDelayMs: 500,
  longestDelayMs: 15_000,
  longestWaitMs: 60_000,
};

/** A failure that may pass by itself, with what is thrown when it does not. */
export class Setback extends Error {
  readonly fault: Error;
  /** What the registry asked us to wait; null for nothing. */
  readonly waitMs: number | null;

  constructor(fault: Error, waitMs: number | null = null) {
    super(fault.message, { cause: fault });
    this.fault = fault;
    this.waitMs = waitMs;
  }
}

export interface Retrying {
  policy: RetryPolicy;
  signal: AbortSignal;
  /** Told before each wait. */
  onRetry?: ((attempt: number, delayMs: number, why: string) => void) | undefined;
}

/** The failures of one piece of work. */
export interface Attempts {
  /** Something was reached: failures before it count no more. */
  progress(): void;
  /** Waits before the next attempt. @throws the error itself where it is no setback, its fault where there is no next attempt */
  after(error: unknown): Promise<void>;
}

export function countAttempts({ policy, signal, onRetry }: Retrying): Attempts {
  let failed = 0;
  return {
    progress() {
      failed = 0;
    },
    async after(error) {
      signal.throwIfAborted();
      if (!(error instanceof Setback)) throw error;
      failed += 1;
      const delay = Math.max(backoff(policy, failed), error.waitMs ?? 0);
      if (failed >= policy.attempts || (error.waitMs ?? 0) > policy.longestWaitMs) throw error.fault;
      onRetry?.(failed + 1, delay, error.message);
      await pause(delay, signal);
    },
  };
}

/** Calls until it succeeds, throws something else than a `Setback`, or the attempts are used up. */
export async function retry<T>(retrying: Retrying, call: () => Promise<T>): Promise<T> {
  const attempts = countAttempts(retrying);
  for (;;) {
    try {
      return await call();
    } catch (error) {
      await attempts.after(error);
    }
  }
}

/** Doubles with each failure, and is scattered, so that clients that failed together do not return together. */
export function backoff({ firstDelayMs, longestDelayMs }: RetryPolicy, failed: number, random = Math.random): number {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** (failed - 1));
  return Math.round(whole * (0.5 + random() / 2));
}

/** Retry-After in milliseconds, as seconds or as a date (RFC 9110, 10.2.3); null for what is neither. */
export function retryAfter(header: string | undefined, now = Date.now()): number | null {
  if (!header) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const date = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(date - now, 0);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
