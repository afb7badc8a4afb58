import { expect, test } from 'vitest';
import { backoff, retry, retryAfter, Setback, usualRetries } from '../../../src/engine/registry/retry.js';

const policy = { attempts: 4, firstDelayMs: 1, longestDelayMs: 4, longestWaitMs: 50 };
const { signal } = new AbortController();

test('what passes is tried again, and each wait is told', async () => {
  let calls = 0;
  const told: number[] = [];
  const onRetry = (attempt: number) => told.push(attempt);
  const value = await retry({ policy, signal, onRetry }, async () => {
    calls += 1;
    if (calls < 4) throw new Setback(new Error('cut off'));
    return 'there';
  });
  expect(value).toBe('there');
  expect(told).toEqual([2, 3, 4]);
});

test('no more often than allowed, then the failure itself is thrown', async () => {
  let calls = 0;
  const failing = retry({ policy, signal }, async () => {
    calls += 1;
    throw new Setback(new Error(`cut off ${calls}`));
  });
  await expect(failing).rejects.toThrow('cut off 4');
  expect(calls).toBe(4);
});

test('what does not pass is not tried again', async () => {
  let calls = 0;
  const failing = retry({ policy, signal }, async () => {
    calls += 1;
    throw new Error('denied');
  });
  await expect(failing).rejects.toThrow('denied');
  expect(calls).toBe(1);
});

test('nobody is waited for longer than allowed', async () => {
  let calls = 0;
  const failing = retry({ policy, signal }, async () => {
    calls += 1;
    throw new Setback(new Error('wait'), 3_600_000);
  });
  await expect(failing).rejects.toThrow('wait');
  expect(calls).toBe(1);
});

test('an abort ends the wait', async () => {
  const stop = new AbortController();
  const waiting = retry(
    {
      policy: { ...policy, firstDelayMs: 60_000, longestDelayMs: 60_000 },
      signal: stop.signal,
      onRetry: () => stop.abort(new Error('stopped')),
    },
    async () => {
      throw new Setback(new Error('cut off'));
    },
  );
  await expect(waiting).rejects.toThrow('stopped');
});

test('waits double, are scattered and have an end', () => {
  const { firstDelayMs, longestDelayMs } = usualRetries;
  expect([1, 2, 3].map((failed) => backoff(usualRetries, failed, () => 1))).toEqual(
    [1, 2, 4].map((by) => firstDelayMs * by),
  );
  expect(backoff(usualRetries, 1, () => 0)).toBe(firstDelayMs / 2);
  expect(backoff(usualRetries, 99, () => 1)).toBe(longestDelayMs);
});

test.each([
  ['3', 3_000],
  ['Thu, 01 Jan 1970 00:00:05 GMT', 5_000],
  ['Thu, 01 Jan 1960 00:00:05 GMT', 0],
  ['-1', null],
  ['9e99', null],
  ['soon', null],
  [undefined, null],
])('Retry-After: %s is %s ms', (header, ms) => {
  expect(retryAfter(header, 0)).toBe(ms);
});
