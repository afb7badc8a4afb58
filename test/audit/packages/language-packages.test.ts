import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { elfFile, firstAddress, inlineBuildInfo, pointedBuildInfo } from './elf-file.js';
import { type Layer, named, packagesOf } from './layers.js';
import { zipFile } from './zip-file.js';

function licensesIn(layer: Layer): string[] | undefined {
  return packagesOf(layer).packages[0]?.licenses;
}

describe('Python', () => {
  const site = '/usr/local/lib/python3.13/site-packages';

  test('wheels, eggs and setuptools’ metadata', () => {
    const found = packagesOf({
      [`${site}/fastapi-0.115.0.dist-info/METADATA`]: 'Name: fastapi\r\nVersion: 0.115.0\r\n\r\nVersion: of the text',
      [`${site}/old-1.0.egg-info`]: 'Name: old\nVersion: 1.0\n',
      [`${site}/dev.egg-info/PKG-INFO`]: 'Name: dev\nVersion: 0.1.dev0\n',
      [`${site}/egg-2.0-py3.13.egg/EGG-INFO/PKG-INFO`]: 'Name: egg\nVersion: 2.0\n',
      [`${site}/broken-1.dist-info/METADATA`]: 'Name: broken\n\nVersion: 1\n',
      [`${site}/fastapi-0.115.0.dist-info/RECORD`]: 'Name: no\nVersion: 1\n',
    });
    expect(named(found)).toEqual(['dev@0.1.dev0', 'egg@2.0', 'fastapi@0.115.0', 'old@1.0']);
  });

  test.each([
    ['License-Expression: MIT OR Apache-2.0\nLicense: other\n', ['MIT OR Apache-2.0']],
    ['License: BSD-3-Clause\n', ['BSD-3-Clause']],
    ['License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License\n', ['MIT License']],
    ['Classifier: Programming Language :: Python\n', []],
  ])('licences of %j', (text, licenses) => {
    expect(licensesIn({ [`${site}/a-1.dist-info/METADATA`]: `Name: a\nVersion: 1\n${text}` })).toEqual(licenses);
  });
});

describe('Node', () => {
  const manifest = (name: string, version = '1.0.0') => JSON.stringify({ name, version, license: 'MIT' });

  test.each([
    ['/app/node_modules/express/package.json', true],
    ['/app/node_modules/@scope/name/package.json', true],
    ['/app/node_modules/a/node_modules/b/package.json', true],
    ['/app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json', true],
    ['/app/node_modules/.pnpm/a@1.0.0/node_modules/@s/a/package.json', true],
    ['/app/package.json', false],
    ['/app/node_modules/a/dist/package.json', false],
    ['/app/node_modules/a/test/fixtures/node_modules/b/package.json', false],
    ['/app/node_modules/.cache/x/package.json', false],
    ['/app/node_modules/package.json', false],
    ['/app/node_modules/@scope/package.json', false],
  ])('%s is installed: %s', (path, installed) => {
    expect(packagesOf({ [path]: manifest('a') }).count).toBe(installed ? 1 : 0);
  });

  test('the manifest’s own name counts, and both forms of a licence', () => {
    const layer = { '/node_modules/alias/package.json': manifest('@real/name', '2.0.0') };
    expect(packagesOf(layer).packages[0]?.purl).toBe('pkg:npm/%40real/name@2.0.0');
    const old = JSON.stringify({ name: 'a', version: '1.0.0', licenses: [{ type: 'MIT' }, { type: 'BSD' }] });
    expect(licensesIn({ '/node_modules/a/package.json': old })).toEqual(['MIT', 'BSD']);
  });

  test('what is no manifest of a package is none, what is no JSON is a warning', () => {
    const found = packagesOf({
      '/node_modules/a/package.json': '{"type": "module"}',
      '/node_modules/b/package.json': '{"name": 1, "version": []}',
      '/node_modules/c/package.json': '{"name": ',
    });
    expect(found.packages).toEqual([]);
    expect(found.warnings).toEqual([expect.stringContaining('/node_modules/c/package.json')]);
  });
});

describe('Go', () => {
  const modules = [
    'path\texample.com/cmd',
    'mod\texample.com/cmd\t(devel)\t',
    'dep\tgithub.com/Foo/bar\tv1.2.3\th1:abc=',
    'dep\tgolang.org/x/net\tv0.1.0\th1:abc=',
    '=>\tgolang.org/x/net\tv0.2.0\th1:def=',
    'dep\texample.com/local\tv0.0.0',
    '=>\t./local\t(devel)\t',
    'build\t-compiler=gc',
    '',
  ].join('\n');
  const expected = ['github.com/Foo/bar@v1.2.3', 'golang.org/x/net@v0.2.0', 'stdlib@1.22.3'];
  const info = inlineBuildInfo('go1.22.3', modules);

  test('modules in a program’s section', () => {
    expect(named(packagesOf({ '/app/bin/server': elfFile({ '.go.buildinfo': info }) }))).toEqual(expected);
  });

  test('modules in the data of a program without sections', () => {
    const program = elfFile({ '.data': Buffer.concat([Buffer.alloc(32), info]) }, { sectionTable: false });
    expect(named(packagesOf({ '/app/bin/server': program }))).toEqual(expected);
  });

  test('modules of Go before 1.18, behind pointers', () => {
    const old = pointedBuildInfo('go1.17.1', modules, firstAddress(1));
    expect(named(packagesOf({ '/app/bin/server': elfFile({ '.go.buildinfo': old }) }))).toEqual([
      ...expected.slice(0, 2),
      'stdlib@1.17.1',
    ]);
  });

  test('only in what may be executed', () => {
    const content = elfFile({ '.go.buildinfo': info });
    const withMode = (mode: number) => packagesOf({ '/srv/server': { content, mode } }).count;
    expect([withMode(0o644), withMode(0o755)]).toEqual([0, 3]);
  });

  test('build info that is cut off is a warning', () => {
    const found = packagesOf({ '/app/bin/server': elfFile({ '.go.buildinfo': info.subarray(0, 60) }) });
    expect(found.packages).toEqual([]);
    expect(found.warnings).toHaveLength(1);
  });

  test('scripts and other programs have none', () => {
    const found = packagesOf({
      '/app/bin/run': `#!/bin/sh\n${'# a comment\n'.repeat(1000)}`,
      '/app/bin/c-program': elfFile({ '.data': Buffer.from('a magic: \xff Go buildinf', 'latin1') }),
    });
    expect([found.count, found.warnings]).toEqual([0, []]);
  });
});

describe('Cargo', () => {
  const audit = {
    packages: [
      { name: 'app', version: '0.1.0', source: 'local', root: true },
      { name: 'serde', version: '1.0.200', source: 'crates.io' },
      { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build' },
    ],
  };

  test('crates of a program built with cargo-auditable', () => {
    const program = elfFile({ '.dep-v0': deflateSync(JSON.stringify(audit)) });
    expect(packagesOf({ '/usr/local/bin/tool': program }).packages.map(({ purl }) => purl)).toEqual([
      'pkg:cargo/serde@1.0.200',
    ]);
  });

  test('audit data that unpacks without end is a warning', () => {
    const bomb = elfFile({ '.dep-v0': deflateSync(Buffer.alloc(64 * 1024 * 1024)) });
    const found = packagesOf({ '/usr/local/bin/tool': bomb });
    expect([found.count, found.warnings.length]).toEqual([0, 1]);
  });
});

describe('Java', () => {
  const properties = (group: string, artifact: string, version: string) => ({
    [`META-INF/maven/${group}/${artifact}/pom.properties`]: `#Generated\ngroupId=${group}\r\nartifactId=${artifact}\r\nversion=${version}\r\n`,
  });
  const log4j = zipFile(properties('org.apache.logging.log4j', 'log4j-core', '2.14.1'));

  test('Maven’s properties, those of shaded archives too', () => {
    const jar = zipFile({
      ...properties('com.example', 'app', '1.0'),
      ...properties('com.google.guava', 'guava', '31'),
    });
    expect(packagesOf({ '/app/app.jar': jar }).packages.map(({ purl }) => purl)).toEqual([
      'pkg:maven/com.example/app@1.0',
      'pkg:maven/com.google.guava/guava@31',
    ]);
  });

  test('archives within an archive, packed or stored, one level deep', () => {
    const inner = zipFile({ ...properties('a', 'b', '1'), 'lib/too-deep.jar': log4j });
    const war = zipFile({
      ...properties('com.example', 'web', '2'),
      'WEB-INF/lib/log4j-core-2.14.1.jar.stored': log4j,
      'WEB-INF/lib/b.jar': inner,
      'WEB-INF/lib/broken.jar': 'not a zip',
    });
    expect(named(packagesOf({ '/app/web.war': war }))).toEqual([
      'a:b@1',
      'com.example:web@2',
      'org.apache.logging.log4j:log4j-core@2.14.1',
    ]);
  });

  test.each([
    [
      'Implementation-Title: x\r\nImplementation-Version: 4.0\r\nImplementation-Vendor-Id: org.x\r\n',
      'x.jar',
      'org.x:x@4.0',
    ],
    [
      'Bundle-SymbolicName: org.slf4j.api;singleton:=true\r\nBundle-Version: 2.0.7\r\n',
      'slf4j.jar',
      'org.slf4j.api@2.0.7',
    ],
    [
      'Bundle-SymbolicName: com.fasterxml.jac\r\n kson.core\r\nBundle-Version: 2\r\n',
      'j.jar',
      'com.fasterxml.jackson.core@2',
    ],
    ['Manifest-Version: 1.0\r\n', 'commons-io-2.11.0.jar', 'commons-io@2.11.0'],
  ])('a manifest: %j in %s', (text, file, expected) => {
    const jar = zipFile({ 'META-INF/MANIFEST.MF': `Manifest-Version: 1.0\r\n${text}` });
    expect(named(packagesOf({ [`/app/${file}`]: jar }))).toEqual([expected]);
  });

  test('an archive that unpacks to more than it says is a warning', () => {
    const jar = zipFile(properties('a', 'b', 'x'.repeat(5000)));
    const end = jar.readUInt32LE(jar.length - 6);
    jar.writeUInt32LE(10, end + 24);
    const found = packagesOf({ '/app/bomb.jar': jar });
    expect([found.count, found.warnings.length]).toEqual([0, 1]);
  });
});

test('Ruby gems, as RubyGems writes their specification', () => {
  const text = `# -*- encoding: utf-8 -*-
Gem::Specification.new do |s|
  s.name = "rake".freeze
  s.version = "13.0.6"
  s.licenses = ["MIT".freeze]
end
`;
  const folder = '/usr/local/bundle/specifications';
  const found = packagesOf({
    [`${folder}/rake-13.0.6.gemspec`]: text,
    [`${folder}/default/json-2.6.gemspec`]:
      's.name = "json"\n s.version = Gem::Version.new("2.6")\n s.license = "Ruby"\n',
    '/app/own.gemspec': text,
  });
  expect(found.packages.map(({ purl, licenses }) => [purl, licenses])).toEqual([
    ['pkg:gem/json@2.6', ['Ruby']],
    ['pkg:gem/rake@13.0.6', ['MIT']],
  ]);
});

test('Composer’s packages, in both forms', () => {
  const list = [{ name: 'monolog/monolog', version: 'v3.5.0', license: ['MIT'] }, { name: 'no-version/x' }, null];
  const at = '/app/vendor/composer/installed.json';
  expect(packagesOf({ [at]: JSON.stringify({ packages: list }) }).packages[0]?.purl).toBe(
    'pkg:composer/monolog/monolog@v3.5.0',
  );
  expect(named(packagesOf({ [at]: JSON.stringify(list) }))).toEqual(['monolog/monolog@v3.5.0']);
});

test('.NET’s packages, without the application', () => {
  const libraries = {
    'App/1.0.0': { type: 'project' },
    'Newtonsoft.Json/13.0.3': { type: 'package' },
  };
  expect(named(packagesOf({ '/app/App.deps.json': JSON.stringify({ libraries }) }))).toEqual([
    'Newtonsoft.Json@13.0.3',
  ]);
});
