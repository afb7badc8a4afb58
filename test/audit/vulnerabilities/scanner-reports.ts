/** Reports as the scanners write them, shortened: `trivy image --format json` (0.5x and later). */
export const trivyReport = {
  SchemaVersion: 2,
  CreatedAt: '2026-01-01T00:00:00Z',
  ArtifactName: 'app:1',
  ArtifactType: 'container_image',
  Metadata: { OS: { Family: 'debian', Name: '12.5' } },
  Results: [
    {
      Target: 'app:1 (debian 12.5)',
      Class: 'os-pkgs',
      Type: 'debian',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2024-2511',
          PkgID: 'libssl3@3.0.11-1',
          PkgName: 'libssl3',
          PkgIdentifier: { PURL: 'pkg:deb/debian/libssl3@3.0.11-1?arch=amd64&distro=debian-12.5', UID: '1a2b' },
          InstalledVersion: '3.0.11-1',
          FixedVersion: '3.0.14-1',
          Status: 'fixed',
          Layer: { Digest: 'sha256:aa', DiffID: 'sha256:11' },
          SeveritySource: 'debian',
          Severity: 'HIGH',
          CVSS: { nvd: { V3Vector: 'CVSS:3.1/...', V3Score: 7.1 }, redhat: { V3Score: 5.9 } },
        },
        {
          VulnerabilityID: 'CVE-2025-99999',
          PkgName: 'perl-base',
          InstalledVersion: '5.36.0-7',
          Layer: {},
          Severity: 'UNKNOWN',
        },
      ],
    },
    {
      Target: 'Node.js',
      Class: 'lang-pkgs',
      Type: 'node-pkg',
      Vulnerabilities: [
        {
          VulnerabilityID: 'CVE-2021-44906',
          PkgName: 'minimist',
          PkgPath: 'app/node_modules/minimist/package.json',
          PkgIdentifier: { PURL: 'pkg:npm/minimist@1.2.5' },
          InstalledVersion: '1.2.5',
          FixedVersion: '1.2.6, 0.2.4',
          Layer: { DiffID: 'sha256:22' },
          SeveritySource: 'ghsa',
          Severity: 'CRITICAL',
          CVSS: { ghsa: { V3Score: 9.8 }, nvd: { V2Score: 7.5, V3Score: 9.8 } },
        },
      ],
    },
    { Target: 'empty', Class: 'lang-pkgs', Type: 'gobinary' },
  ],
};

/** `grype --output json`. */
export const grypeReport = {
  matches: [
    {
      vulnerability: {
        id: 'GHSA-xvch-5gv4-984h',
        dataSource: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
        namespace: 'github:language:javascript',
        severity: 'Critical',
        cvss: [
          { version: '2.0', metrics: { baseScore: 7.5, exploitabilityScore: 10 } },
          { version: '3.1', metrics: { baseScore: 9.8, exploitabilityScore: 3.9 } },
        ],
        fix: { versions: ['1.2.6'], state: 'fixed' },
      },
      relatedVulnerabilities: [{ id: 'CVE-2021-44906', namespace: 'nvd:cpe', cvss: [] }],
      matchDetails: [{ type: 'exact-direct-match' }],
      artifact: {
        name: 'minimist',
        version: '1.2.5',
        type: 'npm',
        purl: 'pkg:npm/minimist@1.2.5',
        locations: [{ path: '/app/node_modules/minimist/package.json', layerID: 'sha256:22' }],
      },
    },
    {
      vulnerability: {
        id: 'CVE-2011-3374',
        severity: 'Negligible',
        cvss: [],
        fix: { versions: [], state: 'not-fixed' },
      },
      relatedVulnerabilities: [{ id: 'CVE-2011-3374', cvss: [{ version: '3.1', metrics: { baseScore: 3.7 } }] }],
      artifact: { name: 'apt', version: '2.6.1', type: 'deb', purl: 'pkg:deb/debian/apt@2.6.1', locations: [] },
    },
  ],
  source: { type: 'image' },
  descriptor: { name: 'grype', version: '0.87.0' },
};

const message = (id: string, purl: string, fixed: string) => ({
  ruleId: id,
  kind: 'fail',
  level: 'error',
  message: {
    text: `\n  Vulnerability   : ${id}\n  Severity        : HIGH\n  Package         : ${purl}\n  Affected range  : <1\n  Fixed version   : ${fixed}\n`,
  },
});

/** `docker scout cves --format sarif`. */
export const scoutReport = {
  version: '2.1.0',
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  runs: [
    {
      tool: {
        driver: {
          fullName: 'Docker Scout',
          name: 'docker scout',
          rules: [
            {
              id: 'CVE-2024-2511',
              properties: {
                affected_version: '<3.0.14-1~deb12u1',
                cvssV3_severity: 'HIGH',
                fixed_version: '3.0.14-1~deb12u1',
                purls: ['pkg:deb/debian/openssl@3.0.11-1?os_distro=bookworm'],
                tags: ['HIGH'],
              },
            },
            {
              id: 'CVE-2021-44906',
              properties: {
                cvssV3_severity: 'CRITICAL',
                fixed_version: 'not fixed',
                purls: ['pkg:npm/minimist@0.0.8', 'pkg:npm/minimist@1.2.5'],
                'security-severity': '9.8',
              },
            },
            { id: 'CVE-2025-1', properties: { cvssV3_severity: 'UNSPECIFIED', purls: ['pkg:maven/a/b@1.0'] } },
          ],
        },
      },
      results: [
        message('CVE-2024-2511', 'pkg:deb/debian/openssl@3.0.11-1?os_distro=bookworm', '3.0.14-1~deb12u1'),
        message('CVE-2021-44906', 'pkg:npm/minimist@1.2.5', '1.2.6'),
        { ruleId: 'CVE-2025-1', message: { text: 'no fields here' } },
      ],
    },
  ],
};
