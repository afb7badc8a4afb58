import { type Around, linesBefore, type Recognizer } from './finding.js';

/** A variable of the environment is written in capitals; a key of some dictionary rarely is. */
const fromEnvironment = /os\.environ|os\.getenv|<frozen os>|\/os\.py", line|environ\[/;

/** `KeyError: 'X'` is any dictionary's; the frames above it tell whose. */
function missingKey(around: Around): { weight: number } | null {
  if (linesBefore(around, 12).some((line) => fromEnvironment.test(line))) return { weight: 0.95 };
  return /^[A-Z][A-Z0-9_]+$/.test(around.match.groups?.subject ?? '') ? { weight: 0.5 } : null;
}

/** Of an address that a traceback does not tell, the frames above often do. */
function hostFromFrames(around: Around): { subject: string; port: number | null } | null {
  for (const line of linesBefore(around, 24).toReversed()) {
    const found = /\(?["'](?<host>[A-Za-z0-9_.-]{1,200})["'], ?(?<port>\d{1,5})\)?/.exec(line);
    if (found?.groups) return { subject: found.groups.host ?? '', port: Number(found.groups.port) };
  }
  return { subject: '', port: null };
}

/** CPython's own exceptions (docs.python.org/3/library/exceptions.html) and those of well-known packages. */
export const python: Recognizer = {
  teller: 'Python',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'KeyError: ',
      pattern: /(?:^|\s|")KeyError: ['"](?<subject>[A-Za-z_][A-Za-z0-9_]{0,100})['"]/,
      look: missingKey,
    },
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'UndefinedValueError',
      pattern: /UndefinedValueError: (?<subject>\w{1,100}) not found\. Declare it as envvar/,
    },
    {
      kind: 'missing-variable',
      weight: 0.95,
      needle: 'ImproperlyConfigured',
      pattern: /ImproperlyConfigured: Set the (?<subject>\w{1,100}) environment variable/,
    },
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'environment variable',
      pattern:
        /option must be set either by passing \w{1,50} to the client or by setting the (?<subject>[A-Z0-9_]{1,100}) environment variable/,
    },
    {
      kind: 'missing-module',
      weight: 0.97,
      needle: 'No module named',
      pattern: /No module named ['"]?(?<subject>[A-Za-z_][\w.]{0,150})/,
    },
    {
      kind: 'missing-module',
      weight: 0.95,
      needle: 'Could not import module',
      // uvicorn
      pattern: /Could not import module "(?<subject>[\w.]{1,150})"/,
    },
    {
      kind: 'missing-library',
      weight: 0.97,
      needle: 'cannot open shared object file',
      pattern: /ImportError: (?<subject>[\w.+-]{1,150}): cannot open shared object file/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'FileNotFoundError',
      pattern: /FileNotFoundError: \[Errno 2\] No such file or directory: b?['"](?<subject>[^'"]{1,500})['"]/,
    },
    {
      kind: 'missing-file',
      weight: 0.97,
      needle: "can't open file",
      pattern: /can't open file '(?<subject>[^']{1,500})': \[Errno 2\] No such file/,
    },
    {
      kind: 'permission-denied',
      weight: 0.95,
      needle: '[Errno 13]',
      pattern: /\[Errno 13\] Permission denied(?:: b?['"](?<subject>[^'"]{1,500})['"])?/,
    },
    {
      kind: 'permission-denied',
      weight: 0.85,
      needle: 'PermissionError: [Errno 1]',
      pattern: /PermissionError: \[Errno 1\] Operation not permitted(?:: b?['"](?<subject>[^'"]{1,500})['"])?/,
    },
    {
      kind: 'read-only',
      weight: 0.95,
      needle: '[Errno 30]',
      pattern: /\[Errno 30\] Read-only file system(?:: b?['"](?<subject>[^'"]{1,500})['"])?/,
    },
    {
      kind: 'disk-full',
      weight: 0.95,
      needle: '[Errno 28]',
      pattern: /\[Errno 28\] No space left on device(?:: b?['"](?<subject>[^'"]{1,500})['"])?/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'Failed to resolve',
      // urllib3
      pattern: /Failed to resolve '(?<subject>[^']{1,253})'/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'Error -',
      // redis-py
      pattern: /Error -[235] connecting to (?<subject>[\w.-]{1,253}):(?<port>\d{1,5})/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.85,
      needle: '[Errno -',
      pattern:
        /\[Errno -[235]\] (?:Name or service not known|Temporary failure in name resolution|No address associated)/,
      look: hostFromFrames,
    },
    {
      kind: 'connection-refused',
      weight: 0.92,
      needle: 'Error 111 connecting',
      // redis-py
      pattern: /Error 111 connecting to (?<subject>[\w.:-]{1,253}):(?<port>\d{1,5})/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'HTTPConnectionPool',
      // urllib3, requests
      pattern:
        /HTTPS?ConnectionPool\(host='(?<subject>[^']{1,253})', port=(?<port>\d{1,5})\).{0,600}Connection refused/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'Connect call failed',
      // asyncio
      pattern: /\[Errno 111\] Connect call failed \('(?<subject>[^']{1,253})', (?<port>\d{1,5})/,
    },
    {
      kind: 'connection-refused',
      weight: 0.85,
      needle: '[Errno 111]',
      pattern: /\[Errno 111\] Connection refused/,
      look: hostFromFrames,
    },
    {
      kind: 'unreachable',
      weight: 0.7,
      needle: 'Errno 11',
      pattern: /\[Errno (?:110|113)\] (?:Connection timed out|No route to host)/,
      look: hostFromFrames,
    },
    {
      kind: 'address-in-use',
      weight: 0.95,
      needle: '[Errno 98]',
      pattern:
        /\[Errno 98\] (?:error while attempting to bind on address \('(?<host>[^']{1,100})', (?<port>\d{1,5})|Address already in use)/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.9,
      needle: 'MemoryError',
      pattern: /^(?:numpy\.[\w.]{1,80})?_?(?:Array)?MemoryError\b/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.93,
      needle: 'DefaultCPUAllocator',
      // torch
      pattern: /DefaultCPUAllocator: (?:can't allocate memory|not enough memory)/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.9,
      needle: '[Errno 12]',
      pattern: /\[Errno 12\] Cannot allocate memory/,
    },
  ],
};
