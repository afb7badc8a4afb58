import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/diagnose/near-names.js';

describe('the nearest names', () => {
  const names = ['shop-web-1', 'shop-db-1', 'redis', 'webhook', 'web', 'web'];

  test.each([
    ['wbe', ['web']],
    ['WEB', ['web', 'shop-web-1', 'webhook']],
    ['redsi', ['redis']],
    ['shop-web', ['shop-web-1', 'web']],
    ['postgres', []],
  ])('of %s are %j', (name, expected) => {
    expect(nearest(name, names).sort()).toEqual([...expected].sort());
  });

  test('are few, and long names take no time', () => {
    const many = Array.from({ length: 2_000 }, (_, at) => `web${at}${'x'.repeat(5_000)}`);
    const started = performance.now();
    expect(nearest('web', many)).toHaveLength(3);
    expect(nearest('y'.repeat(5_000), many)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
