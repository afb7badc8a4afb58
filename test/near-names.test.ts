import { describe, expect, test } from 'vitest';
import { nearestNames } from '../src/near-names.js';

describe('the nearest names', () => {
  const names = ['shop-web-1', 'shop-db-1', 'redis', 'webhook', 'web', 'web'];

  test.each([
    ['wbe', ['web']],
    ['WEB', ['web', 'shop-web-1', 'webhook']],
    ['redsi', ['redis']],
    ['shop-web', ['shop-web-1', 'web']],
    ['postgres', []],
  ])('of %s are %j', (name, expected) => {
    expect(nearestNames(name, names).sort()).toEqual([...expected].sort());
  });

  test('are few, and long names take no time', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `web${at}${'x'.repeat(5_000)}`);
    const started = performance.now();
    expect(nearestNames('web', many)).toHaveLength(3);
    expect(nearestNames('y'.repeat(5_000), many)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
