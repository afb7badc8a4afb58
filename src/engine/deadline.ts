/**
 * Gives a call a time, after which its signal fires and the promise is rejected, whatever the call makes of the signal.
 * A timer of our own: Node.js 20 may collect an `AbortSignal.timeout` inside an `AbortSignal.any` before it fires.
 * @throws Error `no answer within ... s`, or the reason of the outer signal
 */
export async function withDeadline<T>(
  patienceMs: number,
  outer: AbortSignal,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer.throwIfAborted();
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs);
  const stop = () => own.abort(outer.reason);
  outer.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<T>((resolve, reject) => {
      own.signal.addEventListener('abort', () => reject(own.signal.reason), { once: true });
      call(own.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  }
}
