import { type Around, linesAfter, type Recognizer } from './finding.js';

/** The file that `node FILE` was to run, not something that it asked for: nothing required it. */
function entryOrModule({ match, lines, index }: Around): { kind: 'missing-file' | 'missing-module' } {
  const subject = match.groups?.subject ?? '';
  const asked = linesAfter({ match, lines, index }, 40).some((line) => /^Require stack:|requireStack: \[$/.test(line));
  return { kind: subject.startsWith('/') && !asked ? 'missing-file' : 'missing-module' };
}

/** Node.js' system errors (nodejs.org/api/errors.html) and its own. */
export const node: Recognizer = {
  teller: 'Node.js',
  patterns: [
    {
      kind: 'missing-module',
      weight: 0.97,
      needle: 'Cannot find module',
      pattern: /Cannot find module '(?<subject>[^']{1,500})'/,
      look: entryOrModule,
    },
    {
      kind: 'missing-module',
      weight: 0.97,
      needle: 'Cannot find package',
      pattern: /Cannot find package '(?<subject>[^']{1,300})'/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'ENOENT',
      pattern: /ENOENT: no such file or directory(?:, \w{1,20} '(?<subject>[^']{1,500})')?/,
    },
    {
      kind: 'command-not-found',
      weight: 0.9,
      needle: 'ENOENT',
      pattern: /Error: spawn (?<subject>[\w./-]{1,300}) ENOENT/,
    },
    {
      kind: 'permission-denied',
      weight: 0.9,
      needle: 'listen EACCES',
      pattern: /listen EACCES: permission denied (?<host>[\w.:]{1,60}):(?<port>\d{1,5})/,
    },
    {
      kind: 'permission-denied',
      weight: 0.95,
      needle: 'EACCES',
      pattern: /EACCES: permission denied(?:, \w{1,20} '(?<subject>[^']{1,500})')?/,
    },
    {
      kind: 'read-only',
      weight: 0.95,
      needle: 'EROFS',
      pattern: /EROFS: read-only file system(?:, \w{1,20} '(?<subject>[^']{1,500})')?/,
    },
    {
      kind: 'disk-full',
      weight: 0.95,
      needle: 'ENOSPC',
      // watchers have a limit of their own, reported by the same number
      pattern: /ENOSPC: no space left on device(?!, watch)(?:, \w{1,20}(?: '(?<subject>[^']{1,500})')?)?/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.95,
      needle: 'getaddrinfo E',
      pattern:
        /getaddrinfo (?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME) (?<subject>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/,
    },
    {
      kind: 'connection-refused',
      weight: 0.93,
      needle: 'connect ECONNREFUSED',
      pattern: /connect ECONNREFUSED (?<subject>[\w.:-]{1,253}):(?<port>\d{1,5})/,
    },
    {
      kind: 'unreachable',
      weight: 0.8,
      needle: 'connect E',
      pattern: /connect (?:ETIMEDOUT|EHOSTUNREACH) (?<subject>[\w.:-]{1,253}):(?<port>\d{1,5})/,
    },
    {
      kind: 'address-in-use',
      weight: 0.95,
      needle: 'EADDRINUSE',
      pattern: /EADDRINUSE: address already in use (?:[\w.*:[\]-]{0,100}:)?(?<port>\d{1,5})?/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.97,
      needle: 'JavaScript heap out of memory',
      pattern: /FATAL ERROR: .{0,200}JavaScript heap out of memory/,
    },
    {
      kind: 'missing-variable',
      weight: 0.85,
      needle: 'is required',
      // envalid and joi, whose line holds the name and the word alone
      pattern: /^\s{0,8}"?(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})"?: .{0,60}is required/,
    },
  ],
};
