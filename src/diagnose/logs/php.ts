import type { Recognizer } from './finding.js';

/** PHP's warnings and errors, PDO's states, Laravel's missing key. */
export const php: Recognizer = {
  teller: 'PHP',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.55,
      needle: 'Undefined array key "',
      pattern: /Undefined array key "(?<subject>[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8})"/,
    },
    {
      kind: 'missing-variable',
      weight: 0.93,
      needle: 'No application encryption key',
      pattern: /No application encryption key has been specified/,
      look: () => ({ subject: 'APP_KEY' }),
    },
    {
      kind: 'missing-module',
      weight: 0.95,
      needle: 'autoload.php',
      pattern: /Failed opening required '(?<subject>[^']{1,400}autoload\.php)'/i,
    },
    {
      kind: 'missing-module',
      weight: 0.92,
      needle: 'PHP Fatal error: ',
      pattern:
        /PHP Fatal error: {1,2}Uncaught Error: (?:Class|Interface|Trait) ["'](?<subject>[\w\\]{1,300})["'] not found/,
    },
    {
      kind: 'missing-module',
      weight: 0.9,
      needle: 'Call to undefined function',
      pattern:
        /Call to undefined function (?<subject>(?:mysqli|pg|curl|mb|gd|imagecreate|bcadd|simplexml|json)\w{0,80})\(/,
    },
    {
      kind: 'missing-module',
      weight: 0.92,
      needle: 'could not find driver',
      pattern: /PDOException: could not find driver/,
    },
    {
      kind: 'missing-file',
      weight: 0.97,
      needle: 'Could not open input file',
      pattern: /Could not open input file: (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'missing-file',
      weight: 0.93,
      needle: 'ailed open',
      pattern: /Failed opening (?:required )?'(?<subject>(?![^']{0,400}autoload\.php)[^']{1,500})'/i,
    },
    {
      kind: 'missing-file',
      weight: 0.75,
      needle: 'ailed to open stream: No such file',
      pattern:
        /\w{1,40}\((?<subject>(?![^)\s]{0,400}autoload\.php)[^)\s]{1,500})\): [Ff]ailed to open stream: No such file or directory/,
    },
    {
      kind: 'permission-denied',
      weight: 0.9,
      needle: 'ailed to open stream: Permission denied',
      pattern: /\w{1,40}\((?<subject>[^)\s]{1,500})\): [Ff]ailed to open stream: Permission denied/,
    },
    {
      kind: 'read-only',
      weight: 0.9,
      needle: 'ailed to open stream: Read-only',
      pattern: /\w{1,40}\((?<subject>[^)\s]{1,500})\): [Ff]ailed to open stream: Read-only file system/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: 'php_network_getaddresses',
      pattern: /php_network_getaddresses: getaddrinfo (?:for (?<subject>[\w.-]{1,253}) )?failed/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: '(Connection refused)',
      pattern: /(?:tcp|ssl):\/\/(?<subject>[\w.-]{1,253}):(?<port>\d{1,5}) \(Connection refused\)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.88,
      needle: '[2002] Connection refused',
      pattern: /SQLSTATE\[HY000\] \[2002\] Connection refused/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.85,
      needle: 'Allowed memory size of',
      pattern: /Allowed memory size of \d{1,15} bytes exhausted/,
    },
    {
      kind: 'address-in-use',
      weight: 0.93,
      needle: 'Failed to listen on',
      pattern: /Failed to listen on [\w.:[\]]{1,100}:(?<port>\d{1,5}) \(reason: Address already in use\)/,
    },
  ],
};
