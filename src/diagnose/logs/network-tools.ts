import type { Recognizer } from './finding.js';

/** curl, wget, ping, nc: what scripts try connections with. */
export const networkTools: Recognizer = {
  teller: 'the client program',
  patterns: [
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: 'ould not resolve host',
      pattern: /[Cc]ould not resolve host: (?<subject>[\w.-]{1,253})/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.92,
      needle: 'unable to resolve host address',
      pattern: /unable to resolve host address ['‘"]?(?<subject>[\w.-]{1,253})/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'bad address',
      // BusyBox
      pattern: /: bad address '(?<subject>[\w.-]{1,253})(?::\d{1,5})?'/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'Name or service not known',
      pattern:
        /^\w{1,20}: (?<subject>[\w.-]{1,253}): (?:Name or service not known|Temporary failure in name resolution)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'curl: (7)',
      pattern: /curl: \(7\) Failed to connect to (?<subject>[\w.-]{1,253}) port (?<port>\d{1,5})/,
    },
    {
      kind: 'connection-refused',
      weight: 0.85,
      needle: "can't connect to remote host",
      pattern: /can't connect to remote host \((?<subject>[\w.:]{1,60})\): Connection refused/,
    },
    {
      kind: 'connection-refused',
      weight: 0.85,
      needle: 'Connection refused',
      // bash's /dev/tcp, nc
      pattern:
        /connect to (?:host )?(?<subject>[\w.-]{1,253}) (?:\([\w.:]{1,60}\) )?port (?<port>\d{1,5})(?: \(\w{1,20}\))?(?: failed)?: Connection refused/,
    },
    {
      kind: 'connection-refused',
      weight: 0.88,
      needle: '/dev/tcp/',
      pattern: /\/dev\/tcp\/(?<subject>[\w.-]{1,253})\/(?<port>\d{1,5}): Connection refused/,
    },
  ],
};
