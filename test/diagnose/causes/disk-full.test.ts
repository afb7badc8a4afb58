import { describe, expect, test } from 'vitest';
import { diskFull } from '../../../src/diagnose/causes/disk-full.js';
import { anEnded, anEvidence, anInside, aRefused, saying } from '../an-evidence.js';

const disk = { target: '/data', type: 'tmpfs', writable: true, freeBytes: 0, totalBytes: 8_388_608, freeInodes: 100 };
const said = [
  'OSError: [Errno 28] No space left on device',
  'Error: ENOSPC: no space left on device, write',
  '2026/01/31 12:00:00 write /data/log: no space left on device',
  'java.io.IOException: No space left on device',
  "main.rb:1:in 'IO#write': No space left on device @ io_write - /data/log (Errno::ENOSPC)",
  'ERROR:  could not extend file "base/5/16384": No space left on device',
  "cp: error writing '/data/log': No space left on device",
];

describe('disk-full', () => {
  test.each(said)('%s', (line) => {
    const weighed = diskFull.weigh(anEnded(1, [line]));
    expect(weighed?.confidence).toBeGreaterThan(0.85);
    expect(weighed?.remedies[0]?.command).toBe('docker system df -v');
  });

  test('a tmpfs has a size of its own', () => {
    const mounts = [{ type: 'tmpfs' as const, source: '', target: '/data', writable: true }];
    const weighed = diskFull.weigh(anEnded(1, [said[2] as string], { settings: { mounts } }));
    expect(weighed?.remedies[0]?.command).toContain('--tmpfs /data:size=256m');
  });

  test('a full disk with a complaint is sure, without one it is possible', () => {
    const inside = anInside({ disks: [disk] });
    expect(diskFull.weigh(anEvidence({ inside, logs: saying(said[0] as string) }))?.confidence).toBe(0.9);
    const silent = diskFull.weigh(anEvidence({ inside }));
    expect(silent?.confidence).toBeLessThan(0.5);
    expect(silent?.evidence[0]?.text).toBe('/data (tmpfs) has left: 0 KB of 8 MB');
  });

  test('no inode is as bad as no byte', () => {
    const inside = anInside({ disks: [{ ...disk, freeBytes: 1e9, freeInodes: 0 }] });
    expect(diskFull.weigh(anEvidence({ inside }))?.evidence[0]?.text).toContain('0 inodes');
  });

  test('the engine itself has no room', () => {
    expect(
      diskFull.weigh(aRefused('mkdir /var/lib/docker/overlay2/x: no space left on device', 128))?.confidence,
    ).toBeGreaterThan(0.9);
  });

  test.each([
    ['watchers', ["Error: ENOSPC: System limit for number of file watchers reached, watch '/app'"]],
    ['shared memory', ['unable to write to file </torch_1_2>: No space left on device (28) in /dev/shm']],
  ])('%s have a limit of their own', (_what, lines) => {
    expect(diskFull.weigh(anEnded(1, lines))).toBeNull();
  });

  test('disks that are never written, or that have room', () => {
    const disks = [
      { ...disk, target: '/proc/kcore', type: 'tmpfs' },
      { ...disk, target: '/cdrom', type: 'iso9660' },
      { ...disk, target: '/dev/shm' },
      { ...disk, freeBytes: 4_000_000 },
      { ...disk, writable: false },
    ];
    expect(diskFull.weigh(anEvidence({ inside: anInside({ disks }) }))).toBeNull();
    expect(diskFull.weigh(anEvidence({ logs: saying(said[0] as string) }))?.confidence).toBeLessThan(0.2);
  });
});
