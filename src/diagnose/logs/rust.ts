import type { Recognizer } from './finding.js';

/** std::io::Error and std::env::VarError, as `unwrap` and `?` print them. */
export const rust: Recognizer = {
  teller: 'Rust',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'NotPresent',
      pattern: /(?:(?<subject>[A-Z][A-Z0-9_]{1,100})\b.{0,80}: |value: |Error: |^)NotPresent\b/,
    },
    {
      kind: 'missing-variable',
      weight: 0.85,
      needle: 'environment variable not found',
      pattern: /environment variable not found/,
    },
    { kind: 'missing-file', weight: 0.9, needle: 'kind: NotFound', pattern: /Os \{ code: 2, kind: NotFound/ },
    {
      kind: 'permission-denied',
      weight: 0.92,
      needle: 'kind: PermissionDenied',
      pattern: /Os \{ code: 1?3, kind: PermissionDenied/,
    },
    {
      kind: 'read-only',
      weight: 0.93,
      needle: 'ReadOnlyFilesystem',
      pattern: /Os \{ code: 30, kind: ReadOnlyFilesystem/,
    },
    { kind: 'disk-full', weight: 0.93, needle: 'kind: StorageFull', pattern: /Os \{ code: 28, kind: StorageFull/ },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'kind: ConnectionRefused',
      pattern: /Os \{ code: 111, kind: ConnectionRefused/,
    },
    { kind: 'address-in-use', weight: 0.93, needle: 'kind: AddrInUse', pattern: /Os \{ code: 98, kind: AddrInUse/ },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'failed to lookup address information',
      pattern:
        /failed to lookup address information: (?:Name or service not known|Temporary failure in name resolution)/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.9,
      needle: 'memory allocation of ',
      pattern: /memory allocation of \d{1,18} bytes failed/,
    },
  ],
};
