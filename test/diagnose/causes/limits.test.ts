import { describe, expect, test } from 'vitest';
import { cpuThrottled } from '../../../src/diagnose/causes/cpu-throttled.js';
import { fileDescriptorLimit } from '../../../src/diagnose/causes/file-descriptor-limit.js';
import { processLimit } from '../../../src/diagnose/causes/process-limit.js';
import { sharedMemoryExhausted } from '../../../src/diagnose/causes/shared-memory-exhausted.js';
import { zombieProcesses } from '../../../src/diagnose/causes/zombie-processes.js';
import type { Stats } from '../../../src/diagnose/evidence/container-evidence.js';
import { anEnded, anEvidence, anInside, saying } from '../an-evidence.js';

const stats = (changes: Partial<Stats> = {}): Stats => ({
  memoryBytes: 1,
  memoryPeakBytes: null,
  memoryLimitBytes: 0,
  pids: 5,
  pidsLimit: null,
  cpus: 0.1,
  throttledPeriods: 0,
  periods: 0,
  ...changes,
});

describe('file-descriptor-limit', () => {
  test.each([
    "OSError: [Errno 24] Too many open files: '/etc/hostname'",
    "Error: EMFILE: too many open files, open '/etc/hostname'",
    'accept4: too many open files',
    'java.net.SocketException: Too many open files',
  ])('is told by %s', (text) => {
    expect(fileDescriptorLimit.weigh(anEnded(1, [text]))?.confidence).toBeGreaterThan(0.9);
  });

  test('is counted where all are open, and gives the command', () => {
    const weighed = fileDescriptorLimit.weigh(
      anEvidence({ inside: anInside({ openFiles: 1_024, openFilesLimit: 1_024 }) }),
    );
    expect(weighed?.confidence).toBe(0.85);
    expect(weighed?.evidence[0]?.text).toBe('process 1 holds 1024 files open; its limit is 1024');
    expect(weighed?.remedies[0]?.command).toContain('--ulimit nofile=65536:65536');
  });

  test('watches of files are another limit', () => {
    expect(fileDescriptorLimit.weigh(anEnded(1, ['Error: EMFILE: too many open files, watch /app']))).toBeNull();
  });
});

describe('process-limit', () => {
  test.each([
    "RuntimeError: can't start new thread",
    'dash: 1: Cannot fork',
    'bash: fork: retry: Resource temporarily unavailable',
    'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
    'runtime: failed to create new OS thread (have 20 already; errno=11)',
    'Error: spawn ls EAGAIN',
  ])('is told by %s', (text) => {
    expect(processLimit.weigh(anEnded(1, [text], { limits: { pids: 24 } }))?.confidence).toBeGreaterThan(0.8);
  });

  test('is counted by the control group', () => {
    const weighed = processLimit.weigh(
      anEvidence({ stats: stats({ pids: 24, pidsLimit: 24 }), inside: anInside({ processLimitHits: 9 }) }),
    );
    expect(weighed?.confidence).toBe(0.96);
    expect(weighed?.remedies[0]?.command).toBe('docker update --pids-limit 256 web');
  });

  test('is none with room to spare', () => {
    expect(processLimit.weigh(anEvidence({ stats: stats({ pids: 5, pidsLimit: 24 }) }))).toBeNull();
  });
});

describe('cpu-throttled', () => {
  const evidence = (throttledPeriods: number, periods: number, cpus: number) =>
    anEvidence({ stats: stats({ throttledPeriods, periods, cpus }), limits: { cpus: 0.2 } });

  test('tells the share and doubles the limit', () => {
    const weighed = cpuThrottled.weigh(evidence(45, 50, 0.2));
    expect(weighed?.confidence).toBe(0.85);
    expect(weighed?.evidence[0]?.text).toBe('held back in 45 of 50 periods (90 %)');
    expect(weighed?.remedies[0]?.command).toBe('docker update --cpus 1 web');
  });

  test('a burst at the start, or too few periods, is none', () => {
    expect(cpuThrottled.weigh(evidence(45, 50, 0))?.confidence).toBeLessThanOrEqual(0.2);
    expect(cpuThrottled.weigh(evidence(5, 6, 0.2))).toBeNull();
    expect(cpuThrottled.weigh(evidence(1, 100, 0.2))).toBeNull();
  });
});

describe('shared-memory-exhausted', () => {
  test.each([
    'ERROR: Unexpected bus error encountered in worker. This might be caused by insufficient shared memory (shm).',
    'RuntimeError: DataLoader worker (pid 71) is killed by signal: Bus error. It is possible that dataloader’s workers are out of shared memory.',
    'ERROR:  could not resize shared memory segment "/PostgreSQL.12" to 8388608 bytes: No space left on device',
    "dd: error writing '/dev/shm/batches': No space left on device",
    "OSError: [Errno 28] No space left on device: '/dev/shm/pym-1'",
  ])('is told by %s', (text) => {
    expect(sharedMemoryExhausted.weigh(anEnded(1, [text]))?.confidence).toBeGreaterThan(0.85);
  });

  test('SIGBUS with little shared memory is likely that', () => {
    const weighed = sharedMemoryExhausted.weigh(anEnded(135, []));
    expect(weighed?.confidence).toBe(0.85);
    expect(weighed?.evidence[0]?.text).toBe('/dev/shm has 64 MB, as where nothing is said');
    expect(sharedMemoryExhausted.weigh(anEnded(135, [], { limits: { shmBytes: 8 * 1024 ** 3 } }))).toBeNull();
  });

  test('is measured where it is full, and not where there is room', () => {
    const disk = (freeBytes: number) =>
      anInside({
        disks: [
          { target: '/dev/shm', type: 'tmpfs', writable: true, freeBytes, totalBytes: 67_108_864, freeInodes: null },
        ],
      });
    expect(sharedMemoryExhausted.weigh(anEvidence({ inside: disk(0) }))?.confidence).toBe(0.85);
    expect(sharedMemoryExhausted.weigh(anEvidence({ inside: disk(60_000_000) }))).toBeNull();
  });
});

describe('zombie-processes', () => {
  const children = (count: number, parent: number) => [
    { pid: 1, parent: 0, state: 'S', command: 'python3 main.py', user: '0' },
    { pid: 7, parent: 1, state: 'S', command: 'celery worker', user: '0' },
    ...Array.from({ length: count }, (_, index) => ({
      pid: 20 + index,
      parent,
      state: 'Z',
      command: '[convert]',
      user: '0',
    })),
  ];
  const weigh = (count: number, parent: number) =>
    zombieProcesses.weigh(anEvidence({ inside: anInside({ processes: children(count, parent) }) }));

  test('of process 1 get an init', () => {
    const weighed = weigh(12, 1);
    expect(weighed?.confidence).toBe(0.9);
    expect(weighed?.evidence[1]?.text).toBe('12 of them are children of process 1 (python3 main.py)');
    expect(weighed?.remedies[0]?.command).toContain('--init');
  });

  test('of another process: that one must wait for them', () => {
    expect(weigh(6, 7)?.remedies[0]?.description).toContain('Process 7 (celery worker) must wait');
  });

  test('one may just have ended', () => {
    expect(weigh(1, 1)?.confidence).toBeLessThanOrEqual(0.2);
    expect(weigh(0, 1)).toBeNull();
  });
});

test('what a service merely writes about limits is no cause', () => {
  const evidence = anEvidence({
    logs: saying('INFO too many open files? no: 12', 'INFO fork: Resource temporarily unavailable is history'),
  });
  expect(fileDescriptorLimit.weigh(evidence)?.confidence ?? 0).toBeLessThanOrEqual(0.2);
  expect(processLimit.weigh(evidence)?.confidence ?? 0).toBeLessThanOrEqual(0.2);
});
