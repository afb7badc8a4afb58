import { describe, expect, test } from 'vitest';
import { createLongWork, workKey } from '../../src/tools/long-work.js';

function caller() {
  const stop = new AbortController();
  const reports: string[] = [];
  return { stop, reports, activity: { signal: stop.signal, report: (message: string) => void reports.push(message) } };
}

describe('long work', () => {
  test('answers running when time is up, and the same key attaches and gets the result once', async () => {
    const work = createLongWork<string>();
    let runs = 0;
    let finish: (value: string) => void = () => {};
    const run = () => {
      runs += 1;
      return new Promise<string>((resolve) => {
        finish = resolve;
      });
    };
    const first = await work.run('a', run, caller().activity, 0);
    expect(first.state).toBe('running');
    const second = work.run('a', run, caller().activity, 60_000);
    finish('built');
    expect(await second).toEqual({ state: 'done', result: 'built' });
    expect(runs).toBe(1);
    expect((await work.run('a', async () => 'again', caller().activity, 60_000)).state).toBe('done');
  });

  test('passes progress to whoever waits', async () => {
    const work = createLongWork<string>();
    const one = caller();
    await work.run(
      'a',
      async (activity) => {
        await Promise.resolve();
        activity.report('building', 1, 3);
        return 'x';
      },
      one.activity,
      60_000,
    );
    expect(one.reports).toEqual(['building']);
  });

  test('stops when a caller cancels, and when the server ends', async () => {
    const work = createLongWork<string>();
    let stopped = 0;
    const run = (activity: { signal: AbortSignal }) =>
      new Promise<string>((_, reject) => {
        activity.signal.addEventListener('abort', () => {
          stopped += 1;
          reject(new DOMException('stopped', 'AbortError'));
        });
      });
    const one = caller();
    const waiting = work.run('a', run, one.activity, 60_000);
    one.stop.abort();
    await expect(waiting).rejects.toThrow('stopped');
    await work.run('b', run, caller().activity, 0);
    await work.stopAll();
    expect(stopped).toBe(2);
  });

  test('a call after a cancellation begins anew, and the end of the server waits for what is still cleaning up', async () => {
    const work = createLongWork<string>();
    let cleaned: () => void = () => {};
    const slow = (activity: { signal: AbortSignal }) =>
      new Promise<string>((_, reject) => {
        activity.signal.addEventListener('abort', () => {
          cleaned = () => reject(new DOMException('stopped', 'AbortError'));
        });
      });
    const one = caller();
    const waiting = work.run('a', slow, one.activity, 60_000);
    one.stop.abort();
    expect(await work.run('a', async () => 'anew', caller().activity, 60_000)).toEqual({
      state: 'done',
      result: 'anew',
    });
    let isOver = false;
    const over = work.stopAll().then(() => {
      isOver = true;
    });
    await Promise.resolve();
    expect(isOver).toBe(false);
    cleaned();
    await expect(waiting).rejects.toThrow('stopped');
    await over;
  });

  test('goes on for the others when one of its callers goes, who waits no longer', async () => {
    const work = createLongWork<string>();
    let finish: (value: string) => void = () => {};
    const run = (activity: { signal: AbortSignal }) =>
      new Promise<string>((resolve, reject) => {
        finish = resolve;
        activity.signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      });
    const [one, other] = [caller(), caller()];
    const first = work.run('a', run, one.activity, 60_000);
    const second = work.run('a', run, other.activity, 60_000);
    one.stop.abort(new Error('went'));
    await expect(first).rejects.toThrow('went');
    finish('built');
    expect(await second).toEqual({ state: 'done', result: 'built' });
  });

  test('lets no more than a few dozen go on that nobody waits for, and keeps no more results', async () => {
    const work = createLongWork<string>();
    const finish: (() => void)[] = [];
    let stopped = 0;
    const run = (activity: { signal: AbortSignal }) =>
      new Promise<string>((resolve, reject) => {
        finish.push(() => resolve('x'));
        activity.signal.addEventListener('abort', () => {
          stopped += 1;
          reject(new DOMException('stopped', 'AbortError'));
        });
      });
    for (let at = 0; at < 32; at++) await work.run(`${at}`, run, caller().activity, 0);
    await expect(work.run('more', run, caller().activity, 0)).rejects.toThrow('32 pieces of work');
    expect(stopped).toBe(1);
    for (let round = 0; round < 3; round++) {
      for (const end of finish.splice(0)) end();
      await new Promise(setImmediate);
      for (let at = 0; at < 32; at++) await work.run(`${round} ${at}`, run, caller().activity, 0);
    }
    let runs = 0;
    const anew = async () => {
      runs += 1;
      return 'anew';
    };
    // of 96 finished ones the newest 64 are left
    for (let at = 0; at < 32; at++) await work.run(`${at}`, anew, caller().activity, 60_000);
    expect(runs).toBe(32);
    for (let at = 0; at < 32; at++) await work.run(`1 ${at}`, anew, caller().activity, 60_000);
    expect(runs).toBe(32);
    await work.stopAll();
  });

  test('an error reaches the caller and the next call starts anew', async () => {
    const work = createLongWork<string>();
    await expect(
      work.run(
        'a',
        async () => {
          throw new Error('no');
        },
        caller().activity,
        60_000,
      ),
    ).rejects.toThrow('no');
    expect(await work.run('a', async () => 'yes', caller().activity, 60_000)).toEqual({ state: 'done', result: 'yes' });
  });
});

test('the key ignores how long a call waits and the order of fields', () => {
  expect(workKey('verify_image', { path: '/a', waitSeconds: 1, keep: false })).toBe(
    workKey('verify_image', { keep: false, path: '/a' }),
  );
  expect(workKey('verify_image', { path: '/a' })).not.toBe(workKey('verify_image', { path: '/b' }));
});
