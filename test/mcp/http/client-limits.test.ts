import { describe, expect, test } from 'vitest';
import { createClientLimits, type Leave } from '../../../src/mcp/http/client-limits.js';

const never = new AbortController().signal;

describe('the limits of a client', () => {
  test('let so many run at once, the next when one leaves, in the order in which they came', async () => {
    const limits = createClientLimits({ atOnce: 2, perMinute: 100 });
    const enter = () => limits.enter('a', never);
    const [first] = (await Promise.all([enter(), enter()])) as Leave[];
    const order: string[] = [];
    const third = enter().then((leave) => {
      order.push('third');
      return leave as Leave;
    });
    const fourth = enter().then(() => order.push('fourth'));
    await Promise.resolve();
    expect(order).toEqual([]);
    first?.();
    // a second time it does nothing
    first?.();
    const leave = await third;
    expect(order).toEqual(['third']);
    leave();
    await fourth;
    expect(order).toEqual(['third', 'fourth']);
  });

  test('are its own', async () => {
    const limits = createClientLimits({ atOnce: 1, perMinute: 1 });
    expect(await limits.enter('a', never)).toBeTypeOf('function');
    expect(await limits.enter('a', never)).toBe(60);
    expect(await limits.enter('b', never)).toBeTypeOf('function');
  });

  test('count anew each minute, what was refused too', async () => {
    let now = 0;
    const limits = createClientLimits({ atOnce: 9, perMinute: 2 }, () => now);
    expect(limits.refuse('a')).toBeNull();
    expect(limits.refuse('a')).toBeNull();
    now = 45_500;
    expect(limits.refuse('a')).toBe(15);
    expect(await limits.enter('a', never)).toBe(15);
    now = 60_000;
    expect(await limits.enter('a', never)).toBeTypeOf('function');
  });

  test('forget who went while waiting', async () => {
    const limits = createClientLimits({ atOnce: 1, perMinute: 100 });
    const leave = (await limits.enter('a', never)) as Leave;
    const gone = new AbortController();
    const waiting = limits.enter('a', gone.signal);
    gone.abort();
    expect(await waiting).toBeNull();
    leave();
    expect(await limits.enter('a', never)).toBeTypeOf('function');
  });

  test('refuse whom a line of a thousand stands before', async () => {
    const limits = createClientLimits({ atOnce: 1, perMinute: 10_000 });
    await limits.enter('a', never);
    for (let at = 0; at < 1024; at++) void limits.enter('a', new AbortController().signal);
    expect(await limits.enter('a', never)).toBe(1);
  });
});
