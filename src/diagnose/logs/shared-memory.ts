import type { Recognizer } from './finding.js';

/** /dev/shm that is full: the kernel answers with ENOSPC, or with a bus error to who writes there. */
export const sharedMemory: Recognizer = {
  teller: 'Shared memory',
  patterns: [
    {
      kind: 'shared-memory',
      weight: 0.97,
      needle: 'shared memory',
      pattern:
        /insufficient shared memory \(shm\)|workers are out of shared memory|could not resize shared memory segment .{1,200}No space left on device|[Uu]nable to (?:open|write to file|allocate|create) (?:a )?shared memory.{0,200}(?:No space left|\(28\))|could not (?:create|map|resize) shared memory.{0,200}No space left/,
    },
    {
      kind: 'shared-memory',
      weight: 0.95,
      needle: '/dev/shm',
      pattern:
        /No space left on device.{0,80}\/dev\/shm|\/dev\/shm.{0,200}(?:No space left on device|[Oo]ut of (?:space|memory)|too small|ENOSPC)/,
    },
    { kind: 'shared-memory', weight: 0.9, needle: 'torch_shm', pattern: /unable to write to file <\/torch_\w{1,60}>/ },
    { kind: 'shared-memory', weight: 0.6, needle: 'us error', pattern: /^(?:.{0,200}\b)?[Bb]us error\b(?! \(7\))/ },
    { kind: 'shared-memory', weight: 0.6, needle: 'SIGBUS', pattern: /\bSIGBUS\b/ },
  ],
};
