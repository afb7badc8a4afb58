import { posix } from 'node:path';
import { Fault } from '../../fault.js';
import type { Spec } from '../../spec/schema.js';
import type { Block } from './block.js';

/** The Spec's volumes as folders that belong to the service; what the repository has there goes with them. */
export function volumeBlocks({ volumes, runtime: { user } }: Spec): {
  build: Block[];
  runtime: Block[];
  basic: Block[];
} {
  const paths = volumePaths(volumes);
  if (!paths.length) return { build: [], runtime: [], basic: [] };
  const principle = 'persistent-data';
  const kept = (index: number) => `/volumes/${index}`;
  return {
    build: [
      {
        template: 'volumes-build',
        principle,
        reason: `What the service may write to, with what it finds there at first: ${paths.join(', ')}`,
        data: { volumes: paths.map((path, index) => ({ path, kept: kept(index), inApp: path.startsWith('/app/') })) },
      },
    ],
    runtime: [
      {
        template: 'volumes-runtime',
        principle,
        reason: 'The only folders that the service owns; mount volumes on them to keep what they hold',
        data: { volumes: paths.map((path, index) => ({ owner: `${user}:${user}`, words: [kept(index), path] })) },
      },
    ],
    basic: [
      {
        template: 'volumes-basic',
        principle,
        reason: 'The only folders that the service may write to',
        data: { user, volumes: paths.map((path) => ({ path })) },
      },
    ],
  };
}

/** Files that a service writes beside others (a journal, a lock): the volume is their folder. */
const file = /\.(?:db|db3|duckdb|sqlite|sqlite3|lock|log|pid)$/i;

/**
 * The paths of volumes in their plain form: folders, each once, without those inside another, without /tmp, which every
 * container has, and without files beside the code, for which `filesBesideCode` warns.
 * @throws Fault `invalid-spec` where a volume would make the code or the system writable
 */
export function volumePaths(volumes: readonly string[]): string[] {
  const wanted = volumes.map(plainForm).filter((path) => !isBesideCode(path));
  const folders = [...new Set(wanted.map((path) => (file.test(path) ? posix.dirname(path) : path)))];
  const paths = folders.filter((path) => path !== '/tmp' && !path.startsWith('/tmp/'));
  for (const path of paths)
    if (neverWritable.has(path))
      throw new Fault(
        'invalid-spec',
        `volumes names ${path || '/'}, which holds the code or the system and must not be writable.`,
        'Name a folder of its own for what the service writes, such as /app/data, in container.spec.yaml.',
      );
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

const neverWritable = new Set([
  '',
  '/',
  '/app',
  '/opt',
  '/opt/venv',
  '/usr',
  '/etc',
  '/bin',
  '/sbin',
  '/lib',
  '/proc',
  '/sys',
  '/dev',
]);

/** Warnings about files that the service writes among its code, which no volume can hold. */
export function filesBesideCode(volumes: readonly string[]): string[] {
  return volumes
    .map(plainForm)
    .filter(isBesideCode)
    .map(
      (path) =>
        `The service writes ${path} beside its code, which is read-only: let it write to a folder of its own, such as /app/data/${posix.basename(path)}, and name that folder under volumes.`,
    );
}

function isBesideCode(path: string): boolean {
  return file.test(path) && posix.dirname(path) === '/app';
}

function plainForm(path: string): string {
  return posix.normalize(`${path}/`).slice(0, -1);
}
