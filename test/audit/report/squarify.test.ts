import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** As the report's own script has it. */
const squarify: (weights: number[], left: number, top: number, width: number, height: number) => Box[] =
  runInNewContext(
    `${readFileSync(join(import.meta.dirname, '../../../templates/report/squarify.js'), 'utf8')};squarify`,
  );

const weights = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 5_000_000_000 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((list) => list.sort((a, b) => b - a));
const side = fc.integer({ min: 20, max: 1500 });

test('boxes have areas like their weights, lie within the space and not over each other', () => {
  fc.assert(
    fc.property(weights, side, side, (list, width, height) => {
      const boxes = squarify(list, 5, 7, width, height);
      expect(boxes).toHaveLength(list.length);
      const total = list.reduce((sum, weight) => sum + weight, 0);
      for (const [index, box] of boxes.entries()) {
        expect(box.width * box.height).toBeCloseTo(((list[index] as number) / total) * width * height, 3);
        expect(box.left).toBeGreaterThanOrEqual(5);
        expect(box.top).toBeGreaterThanOrEqual(7);
        expect(box.left + box.width).toBeLessThanOrEqual(5 + width + 1e-6);
        expect(box.top + box.height).toBeLessThanOrEqual(7 + height + 1e-6);
      }
      for (const [index, one] of boxes.entries())
        for (const other of boxes.slice(index + 1)) {
          const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
          const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
          expect(Math.min(across, down)).toBeLessThan(1e-6);
        }
    }),
  );
});

test('equal weights in a square space give near squares', () => {
  const boxes = squarify(Array(16).fill(1), 0, 0, 400, 400);
  for (const { width, height } of boxes) expect(Math.max(width / height, height / width)).toBeLessThan(2);
});

test('a space without area and weights of zero give boxes without area', () => {
  expect(squarify([3, 2, 1], 0, 0, 0, 100).every(({ width, height }) => width * height === 0)).toBe(true);
  expect(squarify([0, 0], 0, 0, 100, 100).every(({ width, height }) => width * height === 0)).toBe(true);
  expect(squarify([], 0, 0, 100, 100)).toHaveLength(0);
});
