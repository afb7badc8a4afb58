import type { Recognizer } from './finding.js';

/** TLS libraries' words for a certificate that is not trusted; the subject is what they say is wrong with it. */
export const certificates: Recognizer = {
  teller: 'TLS',
  patterns: [
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'certificate verify failed',
      // OpenSSL, of Python, Ruby, PHP, Node.js, wget
      pattern:
        /certificate verify failed(?:(?: \([^()]{1,60}\))?: (?<subject>[^(\n"']{3,150}?))?(?: \(_ssl\.c|\)|\.|"|'|$)/i,
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'x509: ',
      // Go; a key that cannot be parsed is another matter
      pattern: /x509: (?<subject>(?:certificate|cannot validate certificate)[^\n"]{3,200})/,
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'certificate problem',
      pattern: /(?:SSL|server) certificate problem: (?<subject>[^\n"]{3,150})/,
    },
    {
      kind: 'certificate',
      weight: 0.9,
      needle: 'certificate',
      pattern:
        /\b(?<subject>unable to get (?:local )?issuer certificate|self[- ]signed certificate(?: in certificate chain)?|unable to verify the first certificate|certificate has expired|certificate is not yet valid|Hostname\/IP does not match certificate's altnames)\b/,
      look: ({ match }) => (/^\s{0,20}(?:at |File )/.test(match.input) ? null : {}),
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'PKIX path',
      pattern: /(?<subject>PKIX path (?:building|validation) failed)/,
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'CertificateExpiredException',
      pattern: /(?<subject>CertificateExpiredException: NotAfter: [^\n]{5,60})/,
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'invalid peer certificate',
      // rustls
      pattern: /invalid peer certificate: (?<subject>[^\n"]{3,100})/,
    },
    {
      kind: 'certificate',
      weight: 0.95,
      needle: 'remote certificate is invalid',
      pattern: /(?<subject>The remote certificate is invalid[^\n]{0,150})/,
    },
    {
      kind: 'certificate',
      weight: 0.9,
      needle: 'certificate verification failed',
      // GnuTLS, git, apt
      pattern: /(?<subject>(?:server )?certificate verification failed[^\n]{0,120})/i,
    },
    {
      kind: 'certificate',
      weight: 0.85,
      needle: 'CA certificate',
      pattern:
        /(?<subject>(?:error setting certificate (?:file|verify locations)|could not find a suitable TLS CA certificate bundle|Could not load CA certificate)[^\n]{0,150})/i,
    },
  ],
};
