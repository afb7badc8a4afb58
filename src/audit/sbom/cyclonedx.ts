import type { ImagePackage } from '../packages/package.js';
import { documentTime, uuidOf } from './deterministic.js';
import { licenseExpression } from './license-expression.js';
import type { SbomSubject } from './sbom-subject.js';

/** CycloneDX 1.6 JSON (ECMA-424): the same image gives the same bytes. */
export function cycloneDx(subject: SbomSubject): string {
  const { name, digest, created, distribution, packages, toolVersion } = subject;
  const image = `image:${digest}`;
  const components = packages.map(componentOf);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(`cyclonedx ${digest}`)}`,
    version: 1,
    metadata: {
      timestamp: documentTime(created),
      tools: { components: [{ type: 'application', name: 'dockwright', version: toolVersion }] },
      component: {
        'bom-ref': image,
        type: 'container',
        name,
        version: digest,
        hashes: [{ alg: 'SHA-256', content: digest.replace(/^sha256:/, '') }],
      },
    },
    components: [
      ...(distribution
        ? [
            {
              'bom-ref': 'operating-system',
              type: 'operating-system',
              name: distribution.id,
              ...(distribution.version ? { version: distribution.version } : {}),
              description: distribution.name,
            },
          ]
        : []),
      ...components,
    ],
    dependencies: [
      {
        ref: image,
        dependsOn: [...(distribution ? ['operating-system'] : []), ...components.map((one) => one['bom-ref'])],
      },
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function componentOf(one: ImagePackage) {
  const { group, name } = splitName(one);
  return {
    'bom-ref': referenceOf(one),
    type: 'library',
    ...(group ? { group } : {}),
    name,
    version: one.version,
    ...licensesOf(one.licenses),
    purl: one.purl,
    properties: [
      { name: 'dockwright:layer', value: one.layer },
      { name: 'dockwright:path', value: one.path },
      ...(one.source ? [{ name: 'dockwright:source', value: `${one.source.name} ${one.source.version}` }] : []),
      ...(one.fromDistribution ? [{ name: 'dockwright:from-distribution', value: 'true' }] : []),
    ],
  };
}

/** One package may be there twice, so that its URL alone is no name. */
function referenceOf(one: ImagePackage): string {
  return `package:${uuidOf(`${one.purl}\n${one.path}\n${one.architecture ?? ''}`)}`;
}

function splitName({ type, name }: ImagePackage): { group: string | null; name: string } {
  const mark = type === 'maven' ? ':' : '/';
  const at = type === 'npm' || type === 'maven' || type === 'composer' ? name.lastIndexOf(mark) : -1;
  return at > 0 ? { group: name.slice(0, at), name: name.slice(at + 1) } : { group: null, name };
}

/** One expression, or names as they are stated: the format has no mixture. */
function licensesOf(licenses: readonly string[]) {
  if (licenses.length === 0) return {};
  const expression = licenseExpression(licenses);
  return { licenses: expression ? [{ expression }] : licenses.map((name) => ({ license: { name } })) };
}
