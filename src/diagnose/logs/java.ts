import type { Recognizer } from './finding.js';

/** The JDK's exceptions, Spring Boot's failure analysis. */
export const java: Recognizer = {
  teller: 'Java',
  patterns: [
    {
      kind: 'missing-variable',
      weight: 0.9,
      needle: 'Could not resolve placeholder',
      pattern: /Could not resolve placeholder '(?<subject>[\w.-]{1,150})'/,
    },
    {
      kind: 'missing-module',
      weight: 0.95,
      needle: 'ClassNotFoundException',
      pattern: /java\.lang\.ClassNotFoundException: (?<subject>[\w.$]{1,300})/,
    },
    {
      kind: 'missing-module',
      weight: 0.93,
      needle: 'NoClassDefFoundError',
      pattern: /java\.lang\.NoClassDefFoundError: (?<subject>[\w./$]{1,300})/,
    },
    {
      kind: 'missing-module',
      weight: 0.96,
      needle: 'Could not find or load main class',
      pattern: /Could not find or load main class (?<subject>[\w./$]{1,300})/,
    },
    {
      kind: 'missing-module',
      weight: 0.9,
      needle: 'Cannot load driver class',
      pattern: /Cannot load driver class: (?<subject>[\w.$]{1,300})/,
    },
    {
      kind: 'missing-file',
      weight: 0.97,
      needle: 'Unable to access jarfile',
      pattern: /Unable to access jarfile (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'java.io.FileNotFoundException',
      pattern: /java\.io\.FileNotFoundException: (?<subject>[^\s]{1,500}) \(No such file or directory\)/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'NoSuchFileException',
      pattern: /java\.nio\.file\.NoSuchFileException: (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'permission-denied',
      weight: 0.95,
      needle: 'AccessDeniedException',
      pattern: /java\.nio\.file\.AccessDeniedException: (?<subject>[^\s]{1,500})/,
    },
    {
      kind: 'permission-denied',
      weight: 0.95,
      needle: '(Permission denied)',
      pattern: /java\.io\.FileNotFoundException: (?<subject>[^\s]{1,500}) \(Permission denied\)/,
    },
    {
      kind: 'read-only',
      weight: 0.95,
      needle: 'ead-only file system',
      pattern:
        /(?:FileNotFoundException|FileSystemException): (?<subject>[^\s:]{1,500})(?: \(|: )Read-only file system/,
    },
    {
      kind: 'disk-full',
      weight: 0.95,
      needle: 'java.io.IOException: No space left',
      pattern: /java\.io\.IOException: No space left on device/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.95,
      needle: 'UnknownHostException',
      pattern: /UnknownHostException: (?<subject>[\w.-]{1,253})/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.9,
      needle: 'UnresolvedAddressException',
      pattern: /java\.nio\.channels\.UnresolvedAddressException/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'Connection refused',
      // Netty, PostgreSQL's driver
      pattern:
        /(?:Connection refused: |Connection to )(?:[\w.-]{0,253}\/)?(?<subject>[\w.-]{1,253}):(?<port>\d{1,5})(?: refused|$|\s)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.85,
      needle: 'java.net.ConnectException: Connection refused',
      pattern: /java\.net\.ConnectException: Connection refused/,
    },
    {
      kind: 'connection-refused',
      weight: 0.9,
      needle: 'refused. Check that the hostname',
      pattern: /Connection to (?<subject>[\w.-]{1,253}):(?<port>\d{1,5}) refused/,
    },
    {
      kind: 'address-in-use',
      weight: 0.92,
      needle: 'java.net.BindException',
      pattern: /java\.net\.BindException: Address already in use/,
    },
    {
      kind: 'address-in-use',
      weight: 0.93,
      needle: 'was already in use',
      pattern: /Web server failed to start\. Port (?<port>\d{1,5}) was already in use/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.95,
      needle: 'java.lang.OutOfMemoryError',
      // native threads run into the limit of processes
      pattern: /java\.lang\.OutOfMemoryError: (?!unable to create)/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.9,
      needle: 'insufficient memory for the Java Runtime',
      pattern: /There is insufficient memory for the Java Runtime Environment to continue/,
    },
  ],
};
