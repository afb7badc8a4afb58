import type { Recognizer } from './finding.js';

/** The .NET host's and runtime's exceptions. */
export const dotnet: Recognizer = {
  teller: '.NET',
  patterns: [
    {
      kind: 'missing-module',
      weight: 0.95,
      needle: 'Could not load file or assembly',
      pattern: /Could not load file or assembly '(?<subject>[\w.-]{1,200})/,
    },
    {
      kind: 'missing-library',
      weight: 0.95,
      needle: 'Unable to load shared library',
      pattern: /Unable to load shared library '(?<subject>[\w./-]{1,200})'/,
    },
    {
      kind: 'missing-library',
      weight: 0.93,
      needle: "Couldn't find a valid ICU package",
      pattern: /Couldn't find a valid ICU package/,
      look: () => ({ subject: 'libicu' }),
    },
    {
      kind: 'missing-file',
      weight: 0.93,
      needle: 'System.IO.',
      pattern:
        /System\.IO\.(?:FileNotFound|DirectoryNotFound)Exception: Could not find .{0,60}?'(?<subject>[^']{1,500})'/,
    },
    {
      kind: 'missing-file',
      weight: 0.95,
      needle: 'The application to execute does not exist',
      pattern: /The application to execute does not exist: '(?<subject>[^']{1,500})'/,
    },
    {
      kind: 'missing-variable',
      weight: 0.75,
      needle: 'onnection string',
      pattern: /[Cc]onnection string '(?<subject>[\w:.-]{1,100})' (?:is )?not found/,
    },
    {
      kind: 'permission-denied',
      weight: 0.93,
      needle: 'UnauthorizedAccessException',
      pattern: /UnauthorizedAccessException: Access to the path '(?<subject>[^']{1,500})' is denied/,
    },
    {
      kind: 'read-only',
      weight: 0.9,
      needle: 'Read-only file system :',
      pattern: /System\.IO\.IOException: Read-only file system : '(?<subject>[^']{1,500})'/,
    },
    {
      kind: 'name-not-resolved',
      weight: 0.93,
      needle: 'Name or service not known (',
      pattern: /Name or service not known \((?<subject>[\w.-]{1,253}):(?<port>\d{1,5})\)/,
    },
    {
      kind: 'connection-refused',
      weight: 0.93,
      needle: 'Connection refused (',
      pattern: /Connection refused \((?<subject>[\w.-]{1,253}):(?<port>\d{1,5})\)/,
    },
    {
      kind: 'address-in-use',
      weight: 0.93,
      needle: 'Failed to bind to address',
      pattern: /Failed to bind to address https?:\/\/[^\s:]{0,100}(?::\]?)?:?(?<port>\d{1,5}): address already in use/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.93,
      needle: 'System.OutOfMemoryException',
      pattern: /System\.OutOfMemoryException/,
    },
  ],
};
