import type { Inside } from './container-evidence.js';
import { plainText } from './plain-text.js';

type Disk = Inside['disks'][number];
const most = 40;
/** Files that the engine mounts into every container; what is full there is full on its own disk. */
const engineOwn = /^\/etc\/(?:hosts|hostname|resolv\.conf)$/;

/** Free space by mount point, from `df` or from an interpreter's own call. */
export function readDisks(section: (name: string) => string): Disk[] {
  const mounts = readMountTable(section('mounts'));
  const inodes = new Map(
    dfRows(section('inodes')).map(({ target, total, free }) => [target, total > 0 ? free : null] as const),
  );
  const space = [
    ...dfRows(section('disks')).map(({ target, total, free }) => ({
      target,
      totalBytes: total * 1024,
      freeBytes: free * 1024,
      freeInodes: inodes.get(target) ?? null,
    })),
    ...spaceRows(section('space')),
  ];
  const seen = new Set<string>();
  return space.slice(0, most).flatMap((disk) => {
    if (seen.has(disk.target) || engineOwn.test(disk.target) || disk.totalBytes <= 0) return [];
    seen.add(disk.target);
    const { type = '', writable = true } = mounts.get(disk.target) ?? {};
    return [{ ...disk, target: plainText(disk.target, 500), type, writable }];
  });
}

function readMountTable(text: string): Map<string, { type: string; writable: boolean }> {
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, target, type, options] = line.split(' ');
      if (!target || !type || !options) return [];
      return [[target, { type: plainText(type, 50), writable: !options.split(',').includes('ro') }] as const];
    }),
  );
}

/** POSIX's format: `Filesystem 1024-blocks Used Available Capacity Mounted on`. */
function dfRows(text: string): { target: string; total: number; free: number }[] {
  return text.split('\n').flatMap((line) => {
    const match = /\s(\d+)\s+(\d+)\s+(-?\d+)\s+(?:\d+%|-)\s+(\/.*)$/.exec(line);
    if (!match) return [];
    return [{ target: match[4] as string, total: Number(match[1]), free: Math.max(0, Number(match[3])) }];
  });
}

/** `FREE TOTAL FREE_INODES INODES TARGET`. */
function spaceRows(
  text: string,
): { target: string; freeBytes: number; totalBytes: number; freeInodes: number | null }[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\d+) (\d+) (\d+|-) (\d+|-) (\/.*)$/.exec(line);
    if (!match) return [];
    const counted = Number(match[4]) > 0;
    return [
      {
        target: match[5] as string,
        freeBytes: Number(match[1]),
        totalBytes: Number(match[2]),
        freeInodes: counted ? Number(match[3]) : null,
      },
    ];
  });
}
