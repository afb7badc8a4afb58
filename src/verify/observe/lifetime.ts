import type { Engine } from '../../engine/connect.js';
import { waitForEnd } from '../../engine/container.js';

/** Follows a container to its end while other things are asked of it. */
export interface Lifetime {
  /** Fires when the container has ended, or when the caller stops. */
  signal: AbortSignal;
  /** Whether it ends by itself within that time. */
  endsWithin(milliseconds: number): Promise<boolean>;
  /** Stops following; to be called on every way out. */
  release(): Promise<void>;
}

export function followLifetime(engine: Engine, id: string, stopped: AbortSignal): Lifetime {
  const released = new AbortController();
  const ended = new AbortController();
  const end = waitForEnd(engine, id, AbortSignal.any([stopped, released.signal])).then(
    () => ended.abort(),
    () => {},
  );
  return {
    signal: AbortSignal.any([stopped, ended.signal]),
    async endsWithin(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, milliseconds);
      });
      await Promise.race([end, late]);
      clearTimeout(timer);
      return ended.signal.aborted;
    },
    async release() {
      released.abort();
      await end;
    },
  };
}
