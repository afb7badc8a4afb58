import { Fault } from '../fault.js';
import type { Engine } from './connect.js';

/** A signal for long calls, which fires when the caller stops or when the engine no longer answers. */
export interface EngineWatch {
  signal: AbortSignal;
  /** What to throw instead of an error that came from the watch's own abort. */
  reason(error: unknown): unknown;
  stop(): void;
}

const everyMs = 10_000;
const patienceMs = 10_000;

/**
 * Asks a quiet engine every ten seconds whether it is still there: a long build or wait is silent for minutes, and a
 * connection whose other end vanished says nothing at all.
 */
export function watchEngine(engine: Engine, outer: AbortSignal): EngineWatch {
  const own = new AbortController();
  let missed = 0;
  const ask = async () => {
    const answered = await Promise.race([
      engine.docker.ping().then(
        () => true,
        () => false,
      ),
      new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false).unref()),
    ]);
    missed = answered ? 0 : missed + 1;
    if (missed >= 3) own.abort(gone(engine));
  };
  const timer = setInterval(() => void ask(), everyMs);
  timer.unref();
  return {
    signal: AbortSignal.any([outer, own.signal]),
    reason: (error) => (own.signal.aborted ? own.signal.reason : outer.aborted ? outer.reason : error),
    stop: () => clearInterval(timer),
  };
}

function gone(engine: Engine): Fault {
  return new Fault(
    'engine-unreachable',
    `The Docker engine at ${engine.endpoint.address} stopped answering.`,
    'Check that it runs (docker info), then run the same command again.',
  );
}
