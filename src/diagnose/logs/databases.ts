import type { Recognizer } from './finding.js';

/** Servers and clients of PostgreSQL, MySQL, Redis and MongoDB, and the entry points of their official images. */
export const databases: Recognizer = {
  teller: 'the database',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.97,
      needle: 'superuser password is not specified',
      // postgres' docker-entrypoint.sh
      pattern: /Database is uninitialized and superuser password is not specified/,
      look: () => ({ subject: 'POSTGRES_PASSWORD' }),
    },
    {
      kind: 'missing-variable',
      weight: 0.97,
      needle: 'password option is not specified',
      // mysql's and mariadb's
      pattern: /Database is uninitialized and password option is not specified/,
      look: ({ lines, index }) => ({
        subject: lines.slice(index, index + 6).some((line) => line.includes('MARIADB_'))
          ? 'MARIADB_ROOT_PASSWORD'
          : 'MYSQL_ROOT_PASSWORD',
      }),
    },
    {
      kind: 'connection-refused',
      weight: 0.95,
      needle: 'connection to server at "',
      // libpq
      pattern:
        /connection to server at "(?<subject>[^"]{1,253})"(?: \([\w.:]{1,60}\))?, port (?<port>\d{1,5}) failed: Connection refused/,
    },
    {
      kind: 'unreachable',
      weight: 0.8,
      needle: 'connection to server at "',
      pattern:
        /connection to server at "(?<subject>[^"]{1,253})"(?: \([\w.:]{1,60}\))?, port (?<port>\d{1,5}) failed: (?:No route to host|Connection timed out|timeout expired)/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.95,
      needle: 'could not translate host name',
      pattern: /could not translate host name "(?<subject>[^"]{1,253})" to address/,
    },
    {
      kind: 'connection-refused',
      weight: 0.93,
      needle: 'Could not connect to Redis at',
      pattern: /Could not connect to Redis at (?<subject>[\w.-]{1,253}):(?<port>\d{1,5}): Connection refused/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: 'Could not connect to Redis at',
      pattern:
        /Could not connect to Redis at (?<subject>[\w.-]{1,253}):(?<port>\d{1,5}): (?:Name or service not known|Temporary failure)/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: 'Unknown MySQL server host',
      pattern: /Unknown (?:MySQL|MariaDB) server host '(?<subject>[^']{1,253})'/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: "Can't connect to ",
      pattern:
        /Can't connect to (?:MySQL |MariaDB )?server on '(?<subject>[^':]{1,253})(?::(?<port>\d{1,5}))?' \((?:111|115|\[Errno 111\])/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'Connection refused',
      // pymongo
      pattern: /(?:^|\s)(?<subject>[\w.-]{1,253}):(?<port>\d{1,5}): \[Errno 111\] Connection refused/,
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: 'has wrong ownership',
      pattern: /data directory "(?<subject>[^"]{1,400})" has wrong ownership/,
    },
    {
      kind: 'permission-denied',
      weight: 0.92,
      needle: 'could not ',
      pattern:
        /could not (?:change permissions of|create|access|open) (?:directory|file) "(?<subject>[^"]{1,400})": (?:Permission denied|Operation not permitted)/,
    },
    {
      kind: 'disk-full',
      weight: 0.95,
      needle: 'No space left on device',
      pattern:
        /could not (?:extend|write to|create) (?:file|directory) "(?<subject>[^"]{1,400})"(?:.{0,60})?: No space left on device/,
    },
    {
      kind: 'disk-full',
      weight: 0.9,
      needle: 'MISCONF Redis is configured to save RDB',
      pattern: /MISCONF Redis is configured to save RDB snapshots/,
      look: () => ({ weight: 0.4 }),
    },
    {
      kind: 'permission-denied',
      weight: 0.9,
      needle: "Can't open ",
      // Redis
      pattern:
        /(?:Can't open|Can't open or create) (?:the )?(?:append-only|log|config) ?(?:file|dir) ?(?<subject>[^\s:]{0,300}): Permission denied/,
    },
    {
      kind: 'address-in-use',
      weight: 0.93,
      needle: 'Address already in use',
      pattern:
        /could not bind IPv[46] address "[^"]{1,80}": Address already in use|Could not create server TCP listening socket [^\s]{0,80}:(?<port>\d{1,5}): bind: Address already in use/,
    },
  ],
};
