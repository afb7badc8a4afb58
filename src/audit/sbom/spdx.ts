import type { ImagePackage } from '../packages/package.js';
import { documentTime, uuidOf } from './deterministic.js';
import { licenseExpression } from './license-expression.js';
import type { SbomSubject } from './sbom-subject.js';

const none = 'NOASSERTION';

/** SPDX 2.3 JSON (ISO/IEC 5962's successor): the same image gives the same bytes. */
export function spdx(subject: SbomSubject): string {
  const { name, digest, created, distribution, packages, toolVersion } = subject;
  const texts = new Map<string, string>();
  const image = 'SPDXRef-image';
  const listed = packages.map((one) => packageOf(one, texts));
  const time = documentTime(created);
  const system = distribution
    ? [
        {
          SPDXID: 'SPDXRef-operating-system',
          name: distribution.id,
          ...(distribution.version ? { versionInfo: distribution.version } : {}),
          downloadLocation: none,
          filesAnalyzed: false,
          primaryPackagePurpose: 'OPERATING_SYSTEM',
          ...noLicense,
        },
      ]
    : [];
  const document = {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name,
    documentNamespace: `urn:uuid:${uuidOf(`spdx ${digest}`)}`,
    creationInfo: { created: time, creators: [`Tool: dockwright-${toolVersion}`] },
    packages: [
      {
        SPDXID: image,
        name,
        versionInfo: digest,
        downloadLocation: none,
        filesAnalyzed: false,
        primaryPackagePurpose: 'CONTAINER',
        checksums: [{ algorithm: 'SHA256', checksumValue: digest.replace(/^sha256:/, '') }],
        ...noLicense,
      },
      ...system,
      ...listed.map((one) => ({
        ...one,
        annotations: one.annotations.map((comment) => ({
          annotationDate: time,
          annotationType: 'OTHER',
          annotator: `Tool: dockwright-${toolVersion}`,
          comment,
        })),
      })),
    ],
    ...(texts.size > 0
      ? {
          hasExtractedLicensingInfos: [...texts].map(([licenseId, text]) => ({
            licenseId,
            extractedText: text,
            name: text,
          })),
        }
      : {}),
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: image },
      ...[...system, ...listed].map(({ SPDXID }) => ({
        spdxElementId: image,
        relationshipType: 'CONTAINS',
        relatedSpdxElement: SPDXID,
      })),
    ],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const noLicense = { licenseConcluded: none, licenseDeclared: none, copyrightText: none };

function packageOf(one: ImagePackage, texts: Map<string, string>) {
  return {
    SPDXID: `SPDXRef-package-${uuidOf(`${one.purl}\n${one.path}\n${one.architecture ?? ''}`)}`,
    name: one.name,
    versionInfo: one.version,
    downloadLocation: none,
    filesAnalyzed: false,
    ...noLicense,
    licenseDeclared: declared(one.licenses, texts),
    sourceInfo: `stated in ${one.path}`,
    externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: one.purl }],
    annotations: [
      `layer: ${one.layer}`,
      ...(one.source ? [`source: ${one.source.name} ${one.source.version}`] : []),
      ...(one.fromDistribution ? ['brought by a package of the distribution'] : []),
    ],
  };
}

/** What is no SPDX expression becomes a reference to its own text. */
function declared(licenses: readonly string[], texts: Map<string, string>): string {
  if (licenses.length === 0) return none;
  const whole = licenseExpression(licenses);
  if (whole) return whole;
  const parts = licenses.map((license) => {
    const expression = licenseExpression([license]);
    if (expression) return /\s/.test(expression) ? `(${expression})` : expression;
    const id = `LicenseRef-${uuidOf(license)}`;
    texts.set(id, license);
    return id;
  });
  return parts.join(' AND ');
}
