import { describe, expect, test } from 'vitest';
import { elfFile, inlineBuildInfo } from './elf-file.js';
import { deleted, dpkgStatus, emptied, type Layer, named, packagesOf } from './layers.js';

const site = '/usr/lib/python3/site-packages';
const wheel = (name: string, version: string): Layer => ({
  [`${site}/${name}-${version}.dist-info/METADATA`]: `Name: ${name}\nVersion: ${version}\n`,
});
const go = (version: string) => elfFile({ '.go.buildinfo': inlineBuildInfo(`go${version}`, '\n') });
const layersOf = (...layers: Layer[]) =>
  Object.fromEntries(packagesOf(...layers).packages.map(({ name, layer }) => [name, layer]));

describe('a package comes from the layer', () => {
  test('that installed it, though later ones write the database again', () => {
    const status = '/var/lib/dpkg/status';
    expect(
      layersOf(
        { [status]: dpkgStatus(['bash', '5'], ['curl', '8.0']) },
        { [status]: dpkgStatus(['bash', '5'], ['curl', '8.0'], ['git', '2']) },
        { [status]: dpkgStatus(['bash', '5'], ['curl', '8.1'], ['git', '2']) },
      ),
    ).toEqual({ bash: 'layer-1', git: 'layer-2', curl: 'layer-3' });
  });

  test('that brought it, though a later one changes its mode', () => {
    expect(layersOf(wheel('a', '1'), wheel('a', '1'))).toEqual({ a: 'layer-1' });
  });
});

describe('a package is gone when a later layer', () => {
  const path = `${site}/a-1.dist-info`;

  test.each<[string, Layer]>([
    ['deletes its file', { [`${path}/METADATA`]: deleted }],
    ['deletes its folder', { [path]: deleted }],
    ['deletes a folder above', { '/usr/lib': deleted }],
    ['empties a folder above', { [site]: emptied }],
    ['empties everything', { '/': emptied }],
    ['puts a link in a folder’s place', { [site]: { type: 'symlink', linkTarget: '/srv' } }],
    ['writes its file anew, without a package', { [`${path}/METADATA`]: 'nothing' }],
  ])('%s', (_, layer) => {
    expect(named(packagesOf(wheel('a', '1'), layer))).toEqual([]);
  });

  test('writes a database without it', () => {
    const status = '/var/lib/dpkg/status';
    const found = packagesOf({ [status]: dpkgStatus(['a', '1'], ['b', '1']) }, { [status]: dpkgStatus(['b', '1']) });
    expect(named(found)).toEqual(['b@1']);
  });

  test('puts a script in a program’s place', () => {
    expect(named(packagesOf({ '/usr/bin/tool': go('1.20') }, { '/usr/bin/tool': '#!/bin/sh\n' }))).toEqual([]);
    expect(named(packagesOf({ '/usr/bin/tool': go('1.20') }, { '/usr/bin/tool': go('1.22.1') }))).toEqual([
      'stdlib@1.22.1',
    ]);
  });
});

test('what a layer deletes and brings again is there', () => {
  expect(named(packagesOf(wheel('a', '1'), { [site]: emptied, ...wheel('b', '2') }))).toEqual(['b@2']);
});

test('a folder of the same beginning is another', () => {
  expect(named(packagesOf(wheel('a', '1'), { '/usr/lib/python3/site': deleted }))).toEqual(['a@1']);
});

test('a hard link to a manifest is one too', () => {
  const found = packagesOf({
    '/cache/a-1.dist-info/METADATA': 'Name: a\nVersion: 1\n',
    [`${site}/a-1.dist-info/METADATA`]: { type: 'hardlink', linkTarget: 'cache/a-1.dist-info/METADATA' },
    [`${site}/a-1.dist-info/RECORD`]: { type: 'hardlink', linkTarget: 'cache/a-1.dist-info/METADATA' },
  });
  expect(found.packages.map(({ path }) => path)).toEqual([
    '/cache/a-1.dist-info/METADATA',
    `${site}/a-1.dist-info/METADATA`,
  ]);
});

test('layers with one file in the archive count as what they are: the same twice', () => {
  expect(packagesOf(wheel('a', '1'), {}, wheel('a', '1')).count).toBe(1);
});

test('names that no package has are left out and told', () => {
  const found = packagesOf({
    '/node_modules/a/package.json': JSON.stringify({ name: 'a\u001b[31m', version: '1' }),
    '/node_modules/b/package.json': JSON.stringify({ name: 'b'.repeat(600), version: '1' }),
    '/node_modules/c/package.json': JSON.stringify({ name: 'c', version: '1 2' }),
    '/node_modules/d/package.json': JSON.stringify({ name: 'd', version: '1' }),
  });
  expect(named(found)).toEqual(['d@1']);
  expect(found.warnings).toHaveLength(3);
});

test('what is too large to be given is told', () => {
  const found = packagesOf({ '/usr/bin/huge': { sizeBytes: 80 * 1024 * 1024, mode: 0o755 } });
  expect(found.warnings).toEqual(['/usr/bin/huge is too large to be searched for packages']);
});
