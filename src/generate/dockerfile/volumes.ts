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

/**
 * The paths of volumes in their plain form, each once, without those inside another and without /tmp, which every container has.
 * @throws Fault `invalid-spec` where a volume would make the code or the system writable
 */
export function volumePaths(volumes: readonly string[]): string[] {
  const paths = [...new Set(volumes.map((path) => posix.normalize(`${path}/`).slice(0, -1)))].filter(
    (path) => path !== '/tmp' && !path.startsWith('/tmp/'),
  );
  for (const path of paths)
    if (
      ['', '/app', '/opt', '/opt/venv', '/usr', '/etc', '/bin', '/sbin', '/lib', '/proc', '/sys', '/dev'].includes(path)
    )
      throw new Fault(
        'invalid-spec',
        `volumes names ${path || '/'}, which holds the code or the system and must not be writable.`,
        'Name a folder of its own for what the service writes, such as /app/data, in container.spec.yaml.',
      );
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}
