import { describe, expect, test } from 'vitest';
import { layFiles } from '../../../src/audit/image/files/image-files.js';
import { collectFiles } from '../../../src/audit/image/files/layer-files.js';
import { pathTable } from '../../../src/audit/image/files/path-table.js';
import type { LayerEntry } from '../../../src/audit/image/layer-collector.js';
import type { SizedPath } from '../../../src/audit/report/html/image-report.js';
import { sizeTrees } from '../../../src/audit/report/html/size-trees.js';
import { toHtml } from '../../../src/audit/report/html/to-html.js';
import { imageOf, subjectOf } from './report-subject.js';

type Entry = Partial<LayerEntry> & { path: string };

/** Trees of layers that are given as their entries. */
function treesOf(layers: Iterable<Entry>[]): SizedPath[] {
  return treesMaker(layers)();
}

function treesMaker(layers: Iterable<Entry>[]): () => SizedPath[] {
  const table = pathTable();
  const files = layers.map((entries) => {
    const collector = collectFiles(table);
    for (const entry of entries)
      collector.entry(
        { type: 'file', sizeBytes: 0, mode: 0o644, uid: 0, gid: 0, linkTarget: null, whiteout: null, ...entry },
        null,
      );
    return collector.files;
  });
  const { losses } = layFiles(table, files);
  return () => sizeTrees(table, files, losses);
}

const all = (place: SizedPath): SizedPath[] => [place, ...(place.children ?? []).flatMap(all)];

/** A tree whose folders hold what their children do. */
function expectSums(tree: SizedPath): void {
  for (const { children, sizeBytes, hiddenBytes, files } of all(tree)) {
    if (!children) continue;
    const sum = (of: (child: SizedPath) => number) => children.reduce((total, child) => total + of(child), 0);
    expect([sum((child) => child.sizeBytes), sum((child) => child.hiddenBytes), sum((child) => child.files)]).toEqual([
      sizeBytes,
      hiddenBytes,
      files,
    ]);
  }
}

describe('size trees', () => {
  test('hold each layer’s files by folder, and what later layers hide of them', () => {
    const [base, top] = treesOf([
      [
        { path: '/usr', type: 'directory' },
        { path: '/usr/bin/a', sizeBytes: 300 },
        { path: '/usr/bin/b', sizeBytes: 100 },
        { path: '/usr/lib/c', sizeBytes: 50 },
        { path: '/usr/lib/link', type: 'symlink', linkTarget: 'c' },
      ],
      [
        { path: '/usr/bin/a', sizeBytes: 20 },
        { path: '/usr/lib', whiteout: 'file' },
      ],
    ]);
    const file = (name: string, sizeBytes: number, hiddenBytes = 0) => ({ name, sizeBytes, hiddenBytes, files: 1 });
    expect(base).toEqual({
      name: '/',
      sizeBytes: 450,
      hiddenBytes: 350,
      files: 3,
      children: [
        {
          name: 'usr',
          sizeBytes: 450,
          hiddenBytes: 350,
          files: 3,
          children: [
            {
              name: 'bin',
              sizeBytes: 400,
              hiddenBytes: 300,
              files: 2,
              children: [file('a', 300, 300), file('b', 100)],
            },
            { name: 'lib', sizeBytes: 50, hiddenBytes: 50, files: 1, children: [file('c', 50, 50)] },
          ],
        },
      ],
    });
    expect(top).toMatchObject({ sizeBytes: 20, hiddenBytes: 0, files: 1 });
  });

  test('sum up what is small, whatever the image’s size, and lose no byte', () => {
    const layer = function* (number: number) {
      for (let index = 0; index < 60_000; index += 1)
        yield {
          path: `/data${number}/group-${index % 700}/part-${index % 13}/a-file-with-a-name-of-some-length-${index}.bin`,
          sizeBytes: 1 + ((index * 7919) % 40_000),
        };
    };
    const trees = treesOf([layer(0), layer(1), layer(2), [{ path: '/small', sizeBytes: 3 }]]);
    const places = trees.flatMap(all);
    expect(places.length).toBeLessThan(3000);
    for (const tree of trees) expectSums(tree);
    expect(trees.map(({ files }) => files)).toEqual([60_000, 60_000, 60_000, 1]);
    expect(Math.max(...places.map(({ children = [] }) => children.length))).toBeLessThanOrEqual(49);
    const [layerOf] = imageOf('RUN make').layers;
    const layers = trees.map((tree, index) => ({ ...layerOf, digest: `sha256:${index}`, tree }) as never);
    const page = toHtml(subjectOf([], { image: { ...imageOf('text'), layers } }));
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  });

  test('take no longer where folders are deep', () => {
    const deep = Array.from({ length: 200 }, (_, index) => `d${index}`).join('/');
    const layer = function* () {
      for (let index = 0; index < 300_000; index += 1)
        yield { path: `/${deep}/${index >> 10}/${index}`, sizeBytes: 10 };
    };
    const make = treesMaker([layer()]);
    const started = performance.now();
    const [tree] = make();
    // 60 million steps, one for each folder above each file, would take longer
    expect(performance.now() - started).toBeLessThan(2000);
    expect(tree).toMatchObject({ sizeBytes: 3_000_000, files: 300_000 });
  });

  test('of nothing are empty', () => {
    expect(treesOf([])).toEqual([]);
    expect(treesOf([[]])).toEqual([{ name: '/', sizeBytes: 0, hiddenBytes: 0, files: 0 }]);
  });
});
