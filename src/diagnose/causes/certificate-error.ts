import { defineCause, type Remedy } from '../cause.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { type Told, toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

type Kind = 'expired' | 'not-yet' | 'name' | 'self-signed' | 'no-authorities' | 'untrusted';

export const certificateError = defineCause({
  id: 'certificate-error',
  title: 'A TLS certificate is not trusted',
  principle: 'trusted-base',
  weigh(evidence) {
    const told = toldBy(evidence, 'certificate');
    const [first] = told;
    if (!first) return null;
    return {
      confidence: first.confidence,
      evidence: told.slice(0, 3).map(quoteLog),
      remedies: remediesFor(kindOf(first), evidence),
    };
  },
});

/** TLS libraries differ in words, and agree in what can be wrong. */
function kindOf({ finding }: Told): Kind {
  const text = `${finding.subject} ${finding.text}`.toLowerCase();
  if (/not yet valid|notbefore|notyetvalid/.test(text)) return 'not-yet';
  if (/expired|notafter/.test(text)) return 'expired';
  if (
    /hostname|altname|not valid for|ip address mismatch|doesn't contain any ip sans|no alternative|notvalidforname/.test(
      text,
    )
  )
    return 'name';
  if (/certificate (?:file|verify locations)|bundle|could not load ca/.test(text)) return 'no-authorities';
  return /self[- ]signed/.test(text) ? 'self-signed' : 'untrusted';
}

function remediesFor(kind: Kind, evidence: ContainerEvidence): Remedy[] {
  if (kind === 'expired')
    return [
      {
        description:
          'Renew the certificate of the server that it talks to: nothing in this container mends an expired one',
      },
      {
        description: 'See until when it is valid (HOST and PORT are the server’s)',
        command: 'openssl s_client -connect HOST:PORT </dev/null 2>/dev/null | openssl x509 -noout -dates',
      },
    ];
  if (kind === 'not-yet')
    return [
      { description: 'Compare the clocks of the engine and of the server', command: 'dockwright doctor' },
      { description: 'Where the clock is right, the certificate was issued for later: have it issued anew' },
    ];
  if (kind === 'name')
    return [
      {
        description:
          'Connect by a name that the certificate has, or have it issued for the name in use (subjectAltName)',
      },
    ];
  return [
    {
      description:
        'Where a public certificate is not trusted, the image has no list of authorities; in the Dockerfile: RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates',
    },
    changeSetting(
      evidence,
      'Where the certificate is a company’s own, give the container its authority',
      'volumes: ["./ca.pem:/etc/ssl/certs/company-ca.pem:ro"], environment: {SSL_CERT_FILE: /etc/ssl/certs/company-ca.pem}',
      {
        options: [
          '-v',
          './ca.pem:/etc/ssl/certs/company-ca.pem:ro',
          '-e',
          `${variableFor(evidence)}=/etc/ssl/certs/company-ca.pem`,
        ],
      },
    ),
  ];
}

/** Each runtime has its own place to look. */
function variableFor({ settings }: ContainerEvidence): string {
  const words = [...settings.entrypoint, ...settings.command].join(' ');
  if (/\bnode\b|\bnpm\b/.test(words)) return 'NODE_EXTRA_CA_CERTS';
  return /requests|\bpip\b/.test(words) ? 'REQUESTS_CA_BUNDLE' : 'SSL_CERT_FILE';
}
