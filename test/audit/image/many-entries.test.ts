import { expect, test } from 'vitest';
import { entryBudget, mostPathsBudget } from '../../../src/audit/image/archive/limits.js';
import { layerReader } from '../../../src/audit/image/archive/read-layer.js';
import { diveFigures } from '../../../src/audit/image/efficiency/dive-figures.js';
import { layFiles } from '../../../src/audit/image/files/image-files.js';
import { collectFiles } from '../../../src/audit/image/files/layer-files.js';
import { pathTable } from '../../../src/audit/image/files/path-table.js';
import { tar } from './make-image.js';

/** Headers of empty files, each with a name of its own, in pieces of a thousand. */
async function* headers(count: number, nameOf: (index: number) => string): AsyncGenerator<Buffer> {
  const template = (await tar({ x: '' })).subarray(0, 512);
  const piece = Buffer.alloc(512 * 1000);
  for (let index = 0; index < count; index += 1) {
    const at = (index % 1000) * 512;
    template.copy(piece, at);
    piece.fill(0, at, at + 100);
    piece.write(nameOf(index), at, 100, 'latin1');
    piece.fill(0x20, at + 148, at + 156);
    let sum = 0;
    for (let byte = at; byte < at + 512; byte += 1) sum += piece[byte] as number;
    piece.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 8, 'latin1');
    if (at === 999 * 512) yield piece;
  }
}

async function collect(count: number, nameOf: (index: number) => string, table = pathTable(mostPathsBudget)) {
  const collector = collectFiles(table);
  const reader = layerReader([collector], entryBudget(), false);
  for await (const piece of headers(count, nameOf)) reader.push(piece);
  reader.finish();
  return { table, files: collector.files };
}

test('a million entries are read and judged in seconds, in little memory', async () => {
  const before = process.memoryUsage();
  const nameOf = (index: number) => `usr/lib/module-${index % 1000}/part-${Math.floor(index / 1000)}.py`;
  const { table, files } = await collect(1_000_000, nameOf);
  const after = process.memoryUsage();
  const megabytes = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6;
  expect(files.length).toBe(1_000_000);
  expect(table.size).toBe(1_000_000 + 1000 + 3);
  expect(megabytes).toBeLessThan(150);
  expect(layFiles(table, [files]).at('/usr/lib/module-7/part-999.py')).toMatchObject({ layer: 0, mode: 0o644 });
  expect(diveFigures(table, [files])).toMatchObject({ efficiency: 1, inefficientPaths: 0 });
}, 60_000);

test('a hundred thousand paths take a few megabytes', async () => {
  const { table } = await collect(1000, (index) => `warm/${index}`);
  globalThis.gc?.();
  const before = process.memoryUsage();
  await collect(100_000, (index) => `usr/lib/module-${index % 100}/part-${Math.floor(index / 100)}.py`, table);
  const after = process.memoryUsage();
  expect((after.arrayBuffers - before.arrayBuffers) / 1e6).toBeLessThan(12);
});

test('layers that fill and delete one folder again and again take linear time', async () => {
  const table = pathTable();
  const rounds = 200;
  const layers = [];
  layers.push((await collect(20_000, (index) => `d/${index}`, table)).files);
  for (let round = 0; round < rounds; round += 1) {
    layers.push((await collect(1000, () => '.wh.d', table)).files);
    layers.push((await collect(1000, () => 'd/one', table)).files);
  }
  const files = layFiles(table, layers);
  expect([...files.all()].map(({ path }) => path)).toEqual(['/d/one']);
  expect(diveFigures(table, layers).wastedBytes).toBe(0);
}, 20_000);

test('more entries than any image has are refused', () => {
  const budget = entryBudget();
  expect(() => {
    for (let entry = 0; entry <= 2_000_000; entry += 1) budget.entry();
  }).toThrow('more than 2,000,000 entries');
  expect(() => mostPathsBudget(3_000_001)).toThrow('more than 3,000,000 paths');
});
