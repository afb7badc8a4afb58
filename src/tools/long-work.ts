import { createHash } from 'node:crypto';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';

/** Finished work waits this long for the call that fetches it, and no more of it than this. */
const keptMs = 30 * 60 * 1000;
const mostKept = 64;
/** Work that goes on without a call that waits for it. */
const mostUnattended = 32;

interface Work<Result> {
  started: number;
  last: string;
  result: Promise<Result>;
  stop: AbortController;
  /** Of the calls that wait for it. */
  listeners: Set<Activity['report']>;
}

/** `running` carries how long it has worked and what it did last; `done` is handed out once. */
export type Waited<Result> = { state: 'done'; result: Result } | { state: 'running'; elapsedMs: number; last: string };

/**
 * Work that goes on when the call that started it has been answered; the same key attaches to it. A call that is cancelled, or
 * whose client went, stops it unless another call waits for it too.
 */
export interface LongWork<Result> {
  run(
    key: string,
    work: (activity: Activity) => Promise<Result>,
    caller: Activity,
    waitMs: number,
  ): Promise<Waited<Result>>;
  /** Stops all that runs and waits until it has cleaned up after itself. */
  stopAll(): Promise<void>;
}

/** Keeps long work by key for as long as the server lives. */
export function createLongWork<Result>(): LongWork<Result> {
  const all = new Map<string, Work<Result>>();
  /** Work that is not over, what was stopped and is still cleaning up included. */
  const unfinished = new Set<Work<Result>>();

  function forget(key: string, work: Work<Result>): void {
    if (all.get(key) === work) all.delete(key);
  }

  function keep(key: string, work: Work<Result>): void {
    setTimeout(() => forget(key, work), keptMs).unref();
    const kept = [...all].filter(([, { listeners }]) => listeners.size === 0).filter(([, one]) => !unfinished.has(one));
    for (const [oldest, one] of kept.slice(0, -mostKept)) forget(oldest, one);
  }

  function start(key: string, run: (activity: Activity) => Promise<Result>): Work<Result> {
    const stop = new AbortController();
    const work: Work<Result> = {
      started: Date.now(),
      last: 'starting',
      stop,
      listeners: new Set(),
      result: undefined as never,
    };
    work.result = run({
      signal: stop.signal,
      report(message, done, total) {
        work.last = message;
        for (const listener of work.listeners) listener(message, done, total);
      },
    }).finally(() => {
      unfinished.delete(work);
      if (stop.signal.aborted) forget(key, work);
      else keep(key, work);
    });
    work.result.catch(() => {});
    all.set(key, work);
    unfinished.add(work);
    return work;
  }

  /** @throws Fault where so much goes on that nobody waits for that this must not too */
  function refuseTooMuch(key: string, work: Work<Result>): void {
    const unattended = [...unfinished].filter(({ listeners, stop }) => listeners.size === 0 && !stop.signal.aborted);
    if (unattended.length <= mostUnattended) return;
    forget(key, work);
    work.stop.abort();
    throw new Fault(
      'not-supported',
      `${mostUnattended} pieces of work go on already that no call waits for; this one was stopped.`,
      'Call again for their results first, with the same arguments as before.',
    );
  }

  return {
    async run(key, run, caller, waitMs) {
      const work = all.get(key) ?? start(key, run);
      // a function of this call's own: the same one could stand for two
      const report: Activity['report'] = (...said) => caller.report(...said);
      work.listeners.add(report);
      let leave: (reason: unknown) => void = () => {};
      const left = new Promise<never>((_, reject) => {
        leave = reject;
      });
      left.catch(() => {});
      const stop = () => {
        work.listeners.delete(report);
        if (work.listeners.size > 0) return leave(caller.signal.reason);
        // a call that comes while it is still ending begins anew
        forget(key, work);
        work.stop.abort(caller.signal.reason);
      };
      caller.signal.addEventListener('abort', stop, { once: true });
      if (caller.signal.aborted) stop();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(() => resolve('late'), waitMs);
      });
      try {
        const first = await Promise.race([work.result.then((result) => ({ result })), late, left]);
        if (first === 'late') {
          work.listeners.delete(report);
          if (work.listeners.size === 0) refuseTooMuch(key, work);
          return { state: 'running', elapsedMs: Date.now() - work.started, last: work.last };
        }
        forget(key, work);
        return { state: 'done', result: first.result };
      } catch (error) {
        if (!caller.signal.aborted || work.listeners.size === 0) forget(key, work);
        throw error;
      } finally {
        clearTimeout(timer);
        work.listeners.delete(report);
        caller.signal.removeEventListener('abort', stop);
      }
    },
    async stopAll() {
      const running = [...unfinished];
      for (const work of running) work.stop.abort();
      await Promise.allSettled(running.map(({ result }) => result));
    },
  };
}

/** The same tool with the same arguments is the same work. */
export function workKey(tool: string, input: Record<string, unknown>): string {
  const { waitSeconds: _, ...rest } = input;
  return createHash('sha256')
    .update(JSON.stringify([tool, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex');
}
