import type { Recognizer } from './finding.js';

/** nginx: what it could not do comes before the system's number. */
export const nginx: Recognizer = {
  teller: 'nginx',
  patterns: [
    {
      kind: 'name-not-resolved',
      weight: 0.97,
      needle: 'host not found in upstream',
      pattern: /host not found in upstream "(?<subject>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'connect() failed (111',
      pattern:
        /connect\(\) failed \(111: Connection refused\) while connecting to upstream.{0,800}upstream: "\w{1,20}:\/\/(?<subject>[\w.-]{1,253}):(?<port>\d{1,5})/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: '(2: No such file',
      pattern: /\[emerg\].{0,200}"(?<subject>[^"]{1,500})".{0,40}failed \((?:SSL:.{0,100})?2: No such file/,
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: '(13: Permission denied)',
      pattern:
        /\[emerg\].{0,200}?(?:"(?<subject>[^"]{1,500})"|bind\(\) to [\w.:[\]]{1,80}:(?<port>\d{1,5})) failed \(13: Permission denied\)/,
    },
    {
      kind: 'read-only',
      weight: 0.95,
      needle: '(30: Read-only file system)',
      pattern: /"(?<subject>[^"]{1,500})" failed \(30: Read-only file system\)/,
    },
    {
      kind: 'address-in-use',
      weight: 0.95,
      needle: '(98: Address already in use)',
      pattern: /bind\(\) to [\w.:[\]]{1,80}:(?<port>\d{1,5}) failed \(98: (?:Unknown error|Address already in use)\)/,
    },
  ],
};
