import { setMaxListeners } from 'node:events';
import { withDeadline } from '../../engine/deadline.js';
import { messageOf } from '../../engine/engine-fault.js';
import { Fault } from '../../fault.js';
import type { NotMeasured } from './container-evidence.js';
import { plainText } from './plain-text.js';

/** Gathers parts of the evidence side by side: one that fails or takes too long is noted and leaves the others alone. */
export interface Parts {
  /**
   * @returns null where it could not be had
   * @throws only what ends the whole: the caller's stop, an engine that is gone
   */
  take<T>(source: string, patienceMs: number, gather: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
  note(source: string, reason: string): void;
  notMeasured: readonly NotMeasured[];
}

export function startParts(signal: AbortSignal): Parts {
  const notMeasured: NotMeasured[] = [];
  // many parts wait for it side by side, of several containers at once
  setMaxListeners(0, signal);
  const note = (source: string, reason: string) => {
    notMeasured.push({ source, reason: plainText(reason, 500) });
  };
  return {
    notMeasured,
    note,
    async take(source, patienceMs, gather) {
      try {
        return await withDeadline(patienceMs, signal, (inTime) => {
          // one part may ask the engine many things at once
          setMaxListeners(0, inTime);
          return gather(inTime);
        });
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (error instanceof Fault && error.code === 'engine-unreachable') throw error;
        note(source, reasonOf(error));
        return null;
      }
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Fault ? error.message : messageOf(error);
}
