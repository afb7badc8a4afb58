import type { Recognizer } from './finding.js';

/** Go's net, os and runtime packages, whose errors most programs print as they are. */
export const go: Recognizer = {
  teller: 'Go',
  patterns: [
    {
      kind: 'name-not-resolved',
      weight: 0.95,
      needle: 'lookup ',
      pattern:
        /lookup (?<subject>[\w.-]{1,253})(?: on [\w.:[\]]{1,60})?: (?:no such host|server misbehaving|Temporary failure in name resolution|i\/o timeout)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.95,
      needle: 'connect: connection refused',
      // net/http names the URL that the address was found for
      pattern:
        /"https?:\/\/(?<subject>[\w.-]{1,253}):(?<port>\d{1,5})[^"]{0,300}": dial tcp [\w.:[\]]{1,60}: connect: connection refused/,
    },
    {
      kind: 'connection-refused',
      weight: 0.95,
      needle: 'connect: connection refused',
      pattern: /dial tcp \[?(?<subject>[\w.:-]{1,253}?)\]?:(?<port>\d{1,5}): connect: connection refused/,
    },
    {
      kind: 'unreachable',
      weight: 0.8,
      needle: 'dial tcp',
      pattern:
        /dial tcp \[?(?<subject>[\w.:-]{1,253}?)\]?:(?<port>\d{1,5}): (?:i\/o timeout|connect: no route to host|connect: connection timed out)/,
    },
    {
      kind: 'address-in-use',
      weight: 0.95,
      needle: 'bind: address already in use',
      pattern: /listen tcp[46]? [^\s]{0,60}:(?<port>\d{1,5}): bind: address already in use/,
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: 'bind: permission denied',
      pattern: /listen tcp[46]? [^\s]{0,60}:(?<port>\d{1,5}): bind: permission denied/,
    },
    {
      kind: 'permission-denied',
      weight: 0.92,
      needle: ': permission denied',
      pattern: /\b(?:open|mkdir|stat|create|remove|rename|unlinkat) (?<subject>\/?[\w./@+-]{1,400}): permission denied/,
    },
    {
      kind: 'missing-file',
      weight: 0.92,
      needle: ': no such file or directory',
      pattern: /\b(?:open|stat|lstat|read|chdir) (?<subject>\/?[\w./@+-]{1,400}): no such file or directory/,
    },
    {
      kind: 'read-only',
      weight: 0.93,
      needle: ': read-only file system',
      pattern:
        /\b(?:open|mkdir|create|remove|rename|write|unlinkat) (?<subject>\/?[\w./@+-]{1,400}): read-only file system/,
    },
    {
      kind: 'disk-full',
      weight: 0.93,
      needle: ': no space left on device',
      pattern: /\b(?:open|mkdir|create|write|copy_file_range) (?<subject>\/?[\w./@+-]{1,400}): no space left on device/,
    },
    {
      kind: 'command-not-found',
      weight: 0.9,
      needle: 'executable file not found in $PATH',
      pattern: /exec: "(?<subject>[^"]{1,300})": executable file not found in \$PATH/,
    },
    {
      kind: 'missing-module',
      weight: 0.93,
      needle: 'plugin.Open(',
      pattern: /plugin\.Open\("(?<subject>[^"]{1,400})"\): .{0,200}(?:no such file|cannot open shared object)/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.93,
      needle: 'fatal error: runtime:',
      pattern: /fatal error: runtime: (?:out of memory|cannot allocate memory)/,
    },
  ],
};
