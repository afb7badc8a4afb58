import { expect, test } from 'vitest';
import type { PackageType } from '../../../src/audit/packages/package.js';
import { packageUrl } from '../../../src/audit/packages/purl.js';

const debian = { id: 'debian', version: '13', name: 'Debian' };

test.each<[PackageType, string, string, string | undefined, string]>([
  [
    'deb',
    'libstdc++6',
    '1:2.3~rc1+b1-2',
    'amd64',
    'pkg:deb/debian/libstdc%2B%2B6@1:2.3~rc1%2Bb1-2?arch=amd64&distro=debian-13',
  ],
  ['rpm', 'Perl', '4:5.32-1.el9', 'noarch', 'pkg:rpm/debian/Perl@5.32-1.el9?arch=noarch&distro=debian-13&epoch=4'],
  ['npm', '@scope/name', '1.0.0-rc.1', undefined, 'pkg:npm/%40scope/name@1.0.0-rc.1'],
  ['pypi', 'Typing_Extensions', '4.12.2', undefined, 'pkg:pypi/typing-extensions@4.12.2'],
  [
    'golang',
    'github.com/Foo/bar/v2',
    'v2.0.0+incompatible',
    undefined,
    'pkg:golang/github.com/foo/bar/v2@v2.0.0%2Bincompatible',
  ],
  ['maven', 'org.a.b:c', '1.0', undefined, 'pkg:maven/org.a.b/c@1.0'],
  ['maven', 'c', '1.0', undefined, 'pkg:maven/c@1.0'],
  ['composer', 'Monolog/monolog', '3.0', undefined, 'pkg:composer/monolog/monolog@3.0'],
  ['npm', 'a?b#c/../d', '1', undefined, 'pkg:npm/a%3Fb%23c/../d@1'],
])('%s %s %s', (type, name, version, architecture, expected) => {
  expect(packageUrl({ type, name, version, licenses: [], ...(architecture ? { architecture } : {}) }, debian)).toBe(
    expected,
  );
});

test('without a distribution there is no namespace', () => {
  expect(packageUrl({ type: 'apk', name: 'musl', version: '1', licenses: [] }, null)).toBe('pkg:apk/musl@1');
});
