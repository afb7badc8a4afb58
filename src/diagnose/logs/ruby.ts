import type { Recognizer } from './finding.js';

/** Ruby's Errno and load errors, Bundler's and Rails'. */
export const ruby: Recognizer = {
  teller: 'Ruby',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'key not found: "',
      pattern: /key not found: "(?<subject>[A-Z][A-Z0-9_]{0,100})"/,
    },
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'Missing `secret_key_base`',
      pattern: /Missing `secret_key_base` for '\w{1,40}' environment/,
      look: () => ({ subject: 'SECRET_KEY_BASE' }),
    },
    {
      kind: 'missing-module',
      weight: 0.97,
      needle: 'cannot load such file -- ',
      pattern: /cannot load such file -- (?<subject>[\w./-]{1,300})/,
    },
    {
      kind: 'missing-module',
      weight: 0.93,
      needle: 'Could not find ',
      pattern:
        /Could not find (?<subject>[\w.-]{1,150}) in (?:locally installed gems|any of the sources|rubygems repository)/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'No such file or directory @ ',
      pattern: /No such file or directory @ \w{1,40} - (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'No such file or directory -- ',
      pattern: /ruby: No such file or directory -- (?<subject>[^\s]{1,500}) \(LoadError\)/,
    },
    {
      kind: 'permission-denied',
      weight: 0.95,
      needle: 'Permission denied @ ',
      pattern: /Permission denied @ \w{1,40} - (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'read-only',
      weight: 0.95,
      needle: 'Read-only file system @ ',
      pattern: /Read-only file system @ \w{1,40} - (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'disk-full',
      weight: 0.95,
      needle: 'No space left on device @ ',
      pattern: /No space left on device @ \w{1,40}(?: - (?<subject>[^\s]{1,500}))?/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: '(getaddrinfo',
      pattern: /Failed to open TCP connection to (?<subject>[\w.-]{1,253}):(?<port>\d{1,5}) \(getaddrinfo/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.88,
      needle: 'getaddrinfo',
      pattern: /getaddrinfo(?:\(3\))?: (?:Name or service not known|Temporary failure in name resolution)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.93,
      needle: 'Connection refused - ',
      pattern:
        /Connection refused - (?:connect\(2\) for|user specified timeout for)? ?"?(?<subject>[\w.:-]{1,253}?)"?(?: port |:)(?<port>\d{1,5})/,
    },
    {
      kind: 'address-in-use',
      weight: 0.95,
      needle: 'Address already in use - ',
      pattern: /Address already in use - bind\(2\) for "?[\w.:]{1,100}"? port (?<port>\d{1,5})/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.93,
      needle: 'failed to allocate memory',
      pattern: /failed to allocate memory \(NoMemoryError\)/,
    },
  ],
};
