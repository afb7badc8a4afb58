import type { Recognizer } from './finding.js';

/** A limit of open files or processes that was met. */
export const resourceLimits: Recognizer = {
  teller: 'The system',
  patterns: [
    {
      kind: 'open-files',
      weight: 0.95,
      needle: 'oo many open files',
      // watches of files have a limit of their own, of the whole machine
      pattern: /\b[Tt]oo many open files\b/,
      look: ({ match }) => (/inotify|watch/i.test(match.input) ? null : {}),
    },
    {
      kind: 'open-files',
      weight: 0.95,
      needle: 'EMFILE',
      pattern: /\bEMFILE\b/,
      look: ({ match }) => (/watch/i.test(match.input) ? null : {}),
    },
    {
      kind: 'process-limit',
      weight: 0.9,
      needle: 'Resource temporarily unavailable',
      // shells, Python's fork, pthread_create, Ruby, PHP
      pattern:
        /(?:fork|[Tt]hread|clone|spawn|BlockingIOError: \[Errno 11\]|exec|popen).{0,120}Resource temporarily unavailable|^Resource temporarily unavailable - fork/,
      look: ({ match }) => (/fork|thread|clone|spawn|popen/i.test(match.input) ? {} : { weight: 0.6 }),
    },
    {
      kind: 'process-limit',
      weight: 0.95,
      needle: "can't start new thread",
      pattern: /RuntimeError: can't start new thread/,
    },
    {
      kind: 'process-limit',
      weight: 0.95,
      needle: 'unable to create native thread',
      pattern: /unable to create (?:new )?native thread/,
    },
    {
      kind: 'process-limit',
      weight: 0.95,
      needle: 'failed to create new OS thread',
      pattern: /runtime: failed to create new OS thread/,
    },
    {
      kind: 'process-limit',
      weight: 0.9,
      needle: 'EAGAIN',
      pattern: /\b(?:spawn|fork|uv_thread_create)\b.{0,200}\bEAGAIN\b/,
    },
    { kind: 'process-limit', weight: 0.9, needle: 'annot fork', pattern: /\b[Cc]annot fork\b/ },
    {
      kind: 'process-limit',
      weight: 0.9,
      needle: 'failed to spawn thread',
      pattern: /failed to spawn thread: Os \{ code: 11/,
    },
  ],
};
