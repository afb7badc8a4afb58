import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions, parseVersion, readVersion } from '../../src/push/version.js';
import { versionTags } from '../../src/push/version-tags.js';
import { readWantedTags, tagsFor } from '../../src/push/wanted-tags.js';

const set = (version: string, present: string[] = []) =>
  versionTags(parseVersion(version), present)
    .filter(({ heldBy }) => heldBy === null)
    .map(({ tag }) => tag);

describe('the tags of a version', () => {
  test.each([
    ['1.4.2', [], ['1.4.2', '1.4', '1', 'latest']],
    ['v1.4.2', [], ['1.4.2', '1.4', '1', 'latest']],
    ['0.4.2', [], ['0.4.2', '0.4', 'latest']],
    ['1.4.3', ['1.5.0', '1.5', '1', 'latest'], ['1.4.3', '1.4']],
    ['1.4.3', ['2.0.0'], ['1.4.3', '1.4', '1']],
    ['1.4.2', ['1.4.3'], ['1.4.2']],
    ['1.4.2', ['1.4.2'], ['1.4.2', '1.4', '1', 'latest']],
    ['1.4.10', ['1.4.9'], ['1.4.10', '1.4', '1', 'latest']],
    ['1.4.2', ['2.0.0-rc.1', 'sha-0123abc', '9', 'stable', '3.1'], ['1.4.2', '1.4', '1', 'latest']],
    ['1.4.2-rc.1', [], ['1.4.2-rc.1']],
    ['1.4.2rc1', [], ['1.4.2rc1']],
    ['1.4.2.dev3', [], ['1.4.2.dev3']],
    ['1.4.2+build.7', [], ['1.4.2-build.7']],
    ['1.4.2.post1', ['1.4.2'], ['1.4.2.post1', '1.4', '1', 'latest']],
    ['1.4.2', ['1.4.2.post1'], ['1.4.2']],
  ])('%s beside %j are %j', (version, present, tags) => {
    expect(set(version, present)).toEqual(tags);
  });

  test('say which version holds them back', () => {
    expect(versionTags(parseVersion('1.4.3'), ['1.5.0', '1.6.1', '2.0.0'])).toEqual([
      { tag: '1.4.3', kind: 'full', heldBy: null },
      { tag: '1.4', kind: 'minor', heldBy: null },
      { tag: '1', kind: 'major', heldBy: '1.6.1' },
      { tag: 'latest', kind: 'latest', heldBy: '2.0.0' },
    ]);
  });

  test.each([
    '1.4',
    '1',
    'latest',
    '',
    '1.4.2.3',
    '01.2.3',
    '1.4.2-',
    '1.4.2 ',
    '1.4.2/x',
    '１.4.2',
    `1.4.2-${'a'.repeat(130)}`,
  ])('%j is refused with how to write it', (version) => {
    expect(() => parseVersion(version)).toThrow(
      expect.objectContaining({ code: 'invalid-input', hint: expect.stringContaining('.') }),
    );
  });

  test('1.4 is told as 1.4.0', () => {
    expect(() => parseVersion('v1.4')).toThrow(expect.objectContaining({ hint: expect.stringContaining('1.4.0') }));
  });
});

const number = fc.integer({ min: 0, max: 3 });
const release = fc.tuple(number, number, number).map((parts) => parts.join('.'));

describe('for any order in which releases are pushed', () => {
  test('each floating tag ends at the newest of its line, and never goes back', () => {
    fc.assert(
      fc.property(fc.array(release, { minLength: 1, maxLength: 12 }), (releases) => {
        const registry = new Map<string, string>();
        for (const version of releases)
          for (const tag of set(version, [...registry.keys()])) {
            const before = registry.get(tag);
            if (before !== undefined)
              expect(compareVersions(parseVersion(before), parseVersion(version))).toBeLessThanOrEqual(0);
            registry.set(tag, version);
          }
        const newest = (line: (version: string) => boolean) =>
          releases.filter(line).sort((a, b) => compareVersions(parseVersion(b), parseVersion(a)))[0];
        for (const [tag, version] of registry) {
          const inLine = (other: string) => tag === 'latest' || other === tag || other.startsWith(`${tag}.`);
          expect(version).toBe(newest(inLine));
        }
        expect(registry.has('0')).toBe(false);
      }),
    );
  });

  test('pre-releases and builds change nothing but their own tag', () => {
    fc.assert(
      fc.property(release, fc.constantFrom('-rc.1', '-alpha', 'rc1', '.dev4', '+7', '-1+x'), (version, rest) => {
        expect(set(version + rest)).toEqual([(version + rest).replace('+', '-')]);
        expect(set(version, [`9.9.9${rest.replace('+', '-')}`])).toContain('latest');
      }),
    );
  });

  test('every tag is one that registries take, whatever the version', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 150 }), (text) => {
        const version = readVersion(text);
        for (const { tag } of version ? versionTags(version, []) : []) expect(tag).toMatch(/^\w[\w.-]{0,127}$/);
      }),
    );
  });
});

describe('wanted tags', () => {
  const tags = (list: string[], version: string | null = '1.4.2', commit: string | null = null) =>
    tagsFor(readWantedTags(list, version), [], commit).map(({ tag }) => tag);

  test.each([
    [
      ['semver', 'latest'],
      ['1.4.2', '1.4', '1', 'latest'],
    ],
    [['semver'], ['1.4.2', '1.4', '1']],
    [['latest'], ['1.4.2', 'latest']],
    [
      ['semver', 'sha', 'stable'],
      ['1.4.2', '1.4', '1', 'sha-0a1b2c3', 'stable'],
    ],
    [['stable', 'stable'], ['stable']],
  ])('%j are %j', (list, expected) => {
    expect(tags(list, '1.4.2', '0a1b2c3')).toEqual(expected);
  });

  test('a full version that is named is as immutable as any other', () => {
    expect(tagsFor(readWantedTags(['2.0.0', 'stable'], null), [], null)).toEqual([
      { tag: '2.0.0', kind: 'full', heldBy: null },
      { tag: 'stable', kind: 'named', heldBy: null },
    ]);
  });

  test.each([[['1.4']], [['1']], [['v2']], [['0']], [['-x']], [['a b']], [['a/b']], [[]]])('%j is refused', (list) => {
    expect(() => readWantedTags(list, '1.4.2')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  });

  test('without a version there is nothing that semver could mean', () => {
    expect(() => readWantedTags(['semver'], null)).toThrow(/no version/);
    expect(readWantedTags(['stable'], null).version).toBeNull();
  });
});
