import type { Recognizer } from './finding.js';

/** gunicorn, uvicorn, hypercorn and their like, where they speak for themselves. */
export const appServers: Recognizer = {
  teller: 'the application server',
  patterns: [
    {
      kind: 'address-in-use',
      weight: 0.93,
      needle: 'Connection in use',
      // gunicorn
      pattern: /Connection in use: \('[\w.:]{0,100}', (?<port>\d{1,5})\)/,
    },
    {
      kind: 'address-in-use',
      weight: 0.92,
      needle: 'is in use by another program',
      // Flask
      pattern: /Port (?<port>\d{1,5}) is in use by another program/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.85,
      needle: 'was sent SIGKILL',
      // gunicorn
      pattern: /Worker \(pid:\d{1,8}\) was sent SIGKILL! Perhaps out of memory/,
    },
    {
      kind: 'out-of-memory',
      weight: 0.85,
      needle: 'terminated abruptly',
      // concurrent.futures, joblib
      pattern: /A process in the process pool was terminated abruptly/,
      look: () => ({ weight: 0.5 }),
    },
    {
      kind: 'permission-denied',
      weight: 0.9,
      needle: "t connect to ('",
      // gunicorn
      pattern: /Can't connect to \('[\w.:]{0,100}', (?<port>\d{1,5})\)/,
      look: ({ match }) => (Number(match.groups?.port) < 1024 ? {} : null),
    },
  ],
};
