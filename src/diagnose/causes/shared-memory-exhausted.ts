import { defineCause, type Evidence, type Weighed } from '../cause.js';
import { endingOf } from '../ending.js';
import type { ContainerEvidence } from '../evidence/container-evidence.js';
import { toldBy } from '../logs/trust.js';
import { quoteLog } from '../quote-log.js';
import { changeSetting } from '../remedies/compose-place.js';

const usualBytes = 64 * 1024 * 1024;
/** Beyond it /dev/shm is hardly what runs out. */
const plentyBytes = 4 * 1024 ** 3;

export const sharedMemoryExhausted = defineCause({
  id: 'shared-memory-exhausted',
  title: 'Shared memory (/dev/shm) is full',
  principle: 'resource-limits',
  explains: ['disk-full', 'killed-by-signal', 'application-error', 'out-of-memory'],
  weigh(evidence) {
    const told = toldBy(evidence, 'shared-memory');
    const bus = endingOf(evidence)?.signal === 7;
    const full = fullDisk(evidence);
    const confidence = confidenceOf(evidence, told[0]?.confidence ?? 0, bus, full !== null);
    if (confidence === 0) return null;
    return weighed(evidence, confidence, [
      ...(full ? [full] : []),
      ...(bus ? [busEvidence()] : []),
      ...told.slice(0, 3).map(quoteLog),
    ]);
  },
});

function confidenceOf(evidence: ContainerEvidence, told: number, bus: boolean, full: boolean): number {
  const small = sizeOf(evidence) < plentyBytes;
  if (full) return told > 0.2 ? 0.97 : 0.85;
  // who writes where nothing is left gets SIGBUS; files that become shorter do it too, and are rare
  if (bus && small) return Math.max(told, 0.85);
  return told;
}

function weighed(evidence: ContainerEvidence, confidence: number, found: Evidence[]): Weighed {
  const size = sizeOf(evidence);
  return {
    confidence,
    evidence: [
      {
        source: 'engine',
        text: `/dev/shm has ${Math.round(size / 1024 / 1024)} MB${size === usualBytes ? ', as where nothing is said' : ''}`,
      },
      ...found,
    ],
    remedies: [
      changeSetting(
        evidence,
        'Give it more shared memory: 1 GB, for training with several workers 8 GB',
        'shm_size: 1gb',
        { options: ['--shm-size', '1g'] },
      ),
      {
        description:
          'Or share less: fewer workers of the DataLoader (num_workers=0 uses none), Chrome with --disable-dev-shm-usage, torch.multiprocessing.set_sharing_strategy("file_system")',
      },
    ],
  };
}

function sizeOf({ limits }: ContainerEvidence): number {
  return limits.shmBytes > 0 ? limits.shmBytes : usualBytes;
}

function busEvidence(): Evidence {
  return { source: 'engine', text: 'it ended with SIGBUS (135), as who writes to shared memory that nothing backs' };
}

function fullDisk({ inside }: ContainerEvidence): Evidence | null {
  const disk = inside?.disks.find(({ target }) => target === '/dev/shm');
  if (!disk || disk.totalBytes === 0 || disk.freeBytes > disk.totalBytes * 0.03) return null;
  return {
    source: 'probe',
    text: `/dev/shm: ${Math.round(disk.freeBytes / 1024)} KB of ${Math.round(disk.totalBytes / 1024 / 1024)} MB are free`,
  };
}
