import type { Recognizer } from './finding.js';

/** Two clocks that disagree, or a time zone that the image does not know. */
export const clocks: Recognizer = {
  teller: 'The clock',
  patterns: [
    {
      kind: 'clock',
      weight: 0.9,
      needle: 'not yet valid',
      pattern:
        /(?<subject>certificate is not yet valid|token is not yet valid(?: \((?:iat|nbf)\))?|certificate has expired or is not yet valid(?=: current time))/i,
    },
    {
      kind: 'clock',
      weight: 0.9,
      needle: 'CertificateNotYetValid',
      pattern: /(?<subject>CertificateNotYetValidException)/,
    },
    {
      kind: 'clock',
      weight: 0.95,
      needle: 'kew',
      pattern:
        /(?<subject>RequestTimeTooSkewed|difference between the request time and the current time is too large|[Cc]lock skew (?:too great|detected|is too)|Signature not yet current)/,
    },
    {
      kind: 'clock',
      weight: 0.9,
      needle: 'used before issued',
      pattern: /(?<subject>[Tt]oken used before issued)/,
    },
    {
      kind: 'time-zone',
      weight: 0.95,
      needle: 'ime zone',
      // Go, Python's zoneinfo
      pattern: /(?:unknown time zone |No time zone found with key )['"]?(?<subject>[\w+/-]{1,60})/,
    },
    {
      kind: 'time-zone',
      weight: 0.95,
      needle: 'ZoneInfoNotFoundError',
      pattern: /ZoneInfoNotFoundError: ['"]?(?:No time zone found with key )?(?<subject>[\w+/-]{1,60})/,
    },
    {
      kind: 'time-zone',
      weight: 0.95,
      needle: 'TZInfo::DataSourceNotFound',
      pattern: /TZInfo::DataSourceNotFound(?<subject>)/,
    },
    {
      kind: 'time-zone',
      weight: 0.9,
      needle: 'imezone',
      pattern:
        /(?:invalid value for parameter "TimeZone": |Unknown or bad timezone \(|UnknownTimeZoneError: |TimeZoneNotFoundException: .{0,60}['"]|Invalid time zone specified: )['"]?(?<subject>[\w+/-]{1,60})/,
    },
  ],
};
