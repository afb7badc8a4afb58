import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cycloneDx } from '../../../src/audit/sbom/cyclonedx.js';
import type { SbomSubject } from '../../../src/audit/sbom/sbom-subject.js';
import { spdx } from '../../../src/audit/sbom/spdx.js';
import { dpkgStatus, packagesOf } from '../packages/layers.js';

const require = createRequire(import.meta.url);
const digest = `sha256:${'ab'.repeat(32)}`;
const image = packagesOf(
  {
    '/etc/os-release': 'ID=debian\nVERSION_ID=13\nPRETTY_NAME="Debian 13"\n',
    '/var/lib/dpkg/status': dpkgStatus(['libssl3', '3.5.1-1', 'Source: openssl\n']),
    '/usr/share/doc/libssl3/copyright': 'Format: x\nLicense: Apache-2.0\n',
  },
  {
    '/app/node_modules/@scope/a/package.json': '{"name":"@scope/a","version":"1.0.0","license":"(MIT OR Apache-2.0)"}',
    '/app/node_modules/b/package.json': '{"name":"b","version":"1.0.0","license":"SEE LICENSE IN x"}',
    '/app/node_modules/c/package.json': '{"name":"c","version":"1.0.0","licenses":["MIT", "my own"]}',
    '/srv/node_modules/b/package.json': '{"name":"b","version":"1.0.0"}',
  },
);
const subject: SbomSubject = {
  name: 'registry.example/app:1.0',
  digest,
  created: '2026-01-02T03:04:05.678901234Z',
  distribution: image.distribution,
  packages: image.packages,
  toolVersion: '0.1.0',
};
const empty: SbomSubject = { ...subject, created: undefined, distribution: null, packages: [] };

afterEach(() => {
  vi.unstubAllEnvs();
});

/** The schema that @cyclonedx/cyclonedx-library ships, with the two that it refers to. */
function cycloneDxValidator() {
  const entry = require.resolve('@cyclonedx/cyclonedx-library');
  const folder = join(entry.slice(0, entry.lastIndexOf('cyclonedx-library') + 17), 'res', 'schema');
  const schema = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'));
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  for (const name of ['idn-email', 'iri-reference']) ajv.addFormat(name, true);
  for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema('bom-1.6'));
}

describe('CycloneDX', () => {
  const validate = cycloneDxValidator();

  test.each([
    ['of an image', subject],
    ['of an image without packages', empty],
  ])('%s is valid by the schema of 1.6', (_, given) => {
    validate(JSON.parse(cycloneDx(given)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('the schema refuses what is wrong', () => {
    expect(validate({ ...JSON.parse(cycloneDx(subject)), serialNumber: '4711' })).toBe(false);
  });

  test('names each package with its layer, source and licences', () => {
    const { components, metadata, dependencies } = JSON.parse(cycloneDx(subject));
    expect(metadata.timestamp).toBe('2026-01-02T03:04:05Z');
    expect(components.map(({ name }: { name: string }) => name)).toEqual(['debian', 'libssl3', 'a', 'b', 'b', 'c']);
    expect(components[1]).toMatchObject({
      version: '3.5.1-1',
      purl: 'pkg:deb/debian/libssl3@3.5.1-1?arch=amd64&distro=debian-13',
      licenses: [{ expression: 'Apache-2.0' }],
      properties: [
        { name: 'dockwright:layer', value: 'layer-1' },
        { name: 'dockwright:path', value: '/var/lib/dpkg/status' },
        { name: 'dockwright:source', value: 'openssl 3.5.1-1' },
      ],
    });
    expect(components[2]).toMatchObject({ group: '@scope', licenses: [{ expression: '(MIT OR Apache-2.0)' }] });
    expect(components[5].licenses).toEqual([{ license: { name: 'MIT' } }, { license: { name: 'my own' } }]);
    const references = components.map((one: Record<string, string>) => one['bom-ref']);
    expect(new Set(references).size).toBe(6);
    expect(dependencies[0].dependsOn).toEqual(references);
  });
});

interface SpdxDocument {
  spdxVersion: string;
  documentNamespace: string;
  creationInfo: { created: string; creators: string[] };
  packages: Record<string, string>[];
  relationships: { spdxElementId: string; relationshipType: string; relatedSpdxElement: string }[];
  hasExtractedLicensingInfos?: { licenseId: string; extractedText: string }[];
}

describe('SPDX', () => {
  const document = JSON.parse(spdx(subject)) as SpdxDocument;

  test.each([subject, empty])('has what 2.3 requires', (given) => {
    const one = JSON.parse(spdx(given)) as SpdxDocument;
    expect(one).toMatchObject({
      spdxVersion: 'SPDX-2.3',
      dataLicense: 'CC0-1.0',
      SPDXID: 'SPDXRef-DOCUMENT',
      name: subject.name,
      documentNamespace: expect.stringMatching(
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      creationInfo: { creators: ['Tool: dockwright-0.1.0'] },
    });
    expect(one.creationInfo.created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    for (const listed of one.packages) {
      expect(listed.SPDXID).toMatch(/^SPDXRef-[A-Za-z0-9.-]+$/);
      expect(listed.name).toBeTruthy();
      expect(listed.downloadLocation).toBe('NOASSERTION');
      expect([undefined, 'CONTAINER', 'OPERATING_SYSTEM']).toContain(listed.primaryPackagePurpose);
    }
  });

  test('every element is named once and related to the image', () => {
    const ids = document.packages.map(({ SPDXID }) => SPDXID);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.relationships[0]).toEqual({
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: 'SPDXRef-image',
    });
    expect(document.relationships.slice(1).map(({ relatedSpdxElement }) => relatedSpdxElement)).toEqual(ids.slice(1));
  });

  test('licences that SPDX does not know are given with their text', () => {
    const declared = document.packages.map(({ name, licenseDeclared }) => [name, licenseDeclared]);
    const texts = document.hasExtractedLicensingInfos ?? [];
    expect(texts.map(({ extractedText }) => extractedText)).toEqual(['SEE LICENSE IN x', 'my own']);
    expect(declared.slice(2)).toEqual([
      ['libssl3', 'Apache-2.0'],
      ['@scope/a', '(MIT OR Apache-2.0)'],
      ['b', texts[0]?.licenseId],
      ['b', 'NOASSERTION'],
      ['c', `MIT AND ${texts[1]?.licenseId}`],
    ]);
  });
});

describe.each([
  ['CycloneDX', cycloneDx],
  ['SPDX', spdx],
])('%s is the same for the same image', (_, write) => {
  test('and another for another', () => {
    expect(write(subject)).toBe(write({ ...subject, packages: [...subject.packages] }));
    expect(write(subject)).not.toBe(write({ ...subject, digest: `sha256:${'cd'.repeat(32)}` }));
  });

  test('with the time that SOURCE_DATE_EPOCH says', () => {
    vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
    expect(write(subject)).toContain('2023-11-14T22:13:20Z');
    vi.stubEnv('SOURCE_DATE_EPOCH', 'yesterday');
    expect(write(subject)).toContain('2026-01-02T03:04:05Z');
  });

  test('without any time, with the beginning of time', () => {
    expect(write(empty)).toContain('1970-01-01T00:00:00Z');
  });
});
