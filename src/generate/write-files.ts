import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../fault.js';
import { putInPlace } from '../put-in-place.js';
import type { GeneratedFile } from './files.js';
import { isOurs } from './signature.js';
import { type Location, locate } from './write/locate.js';
import { maskDiff } from './write/mask-diff.js';
import { unifiedDiff } from './write/unified-diff.js';

/** `create`: not there. `unchanged`: the same. `update`: what we wrote last, and it differs now. `conflict`: anything else that differs. */
export type WriteAction = 'create' | 'unchanged' | 'update' | 'conflict';

export interface PlannedFile extends GeneratedFile {
  action: WriteAction;
  /** Unified diff from what is on disk, with what looks like a secret masked; for `update` and `conflict`. */
  diff?: string;
}

const biggestCompared = 1_000_000;

/** What writing the files would do; nothing is written. @throws Fault `path-refused` where a path leads out of the root */
export async function planWrites(root: string, files: readonly GeneratedFile[]): Promise<PlannedFile[]> {
  return Promise.all(files.map((file) => planWrite(root, file)));
}

async function planWrite(root: string, { path, content }: GeneratedFile): Promise<PlannedFile> {
  const { target, exists } = await locate(root, path);
  if (!exists) return { path, content, action: 'create' };
  if ((await stat(target)).size > biggestCompared)
    return { path, content, action: 'conflict', diff: `${path} is too big to compare.\n` };
  const before = await readFile(target, 'utf8');
  // a checkout on Windows may have changed the ends of lines, which is no one's change
  if (before.replaceAll('\r\n', '\n') === content) return { path, content, action: 'unchanged' };
  const diff = maskDiff(unifiedDiff(path, before, content));
  return { path, content, action: isOurs(before) ? 'update' : 'conflict', diff };
}

/**
 * Writes what was planned, all or nothing: each file through a temporary one beside it, and one that fails puts back
 * those before it. A file that changed since it was planned is a conflict.
 * @throws Fault `file-conflict` without `overwrite`, `write-failed` where the disk refuses
 */
export async function writeFiles(
  root: string,
  planned: readonly PlannedFile[],
  { overwrite }: { overwrite: boolean },
): Promise<void> {
  const now = await planWrites(root, planned);
  refuseConflicts(planned, now, overwrite);
  const changes = now.filter(({ action }) => action !== 'unchanged');
  const written: Written[] = [];
  try {
    for (const { path, content } of changes) written.push(await replace(await locate(root, path), content));
  } catch (error) {
    for (const one of written.reverse()) await undo(one);
    throw writeFailed(root, error);
  }
}

function refuseConflicts(planned: readonly PlannedFile[], now: readonly PlannedFile[], overwrite: boolean): void {
  const conflicts = now.filter(({ action }) => action === 'conflict').map(({ path }) => path);
  if (conflicts.length && !overwrite)
    throw new Fault(
      'file-conflict',
      `${conflicts.join(', ')} ${conflicts.length > 1 ? 'were' : 'was'} not written by dockwright, or changed since; nothing was written.`,
      'Look at the diff; move your changes into container.spec.yaml or another file, or replace what is there with --overwrite.',
    );
  const changed = now.filter(
    ({ diff, action }, index) => diff !== planned[index]?.diff || action !== planned[index]?.action,
  );
  if (changed.length)
    throw new Fault(
      'file-conflict',
      `${changed.map(({ path }) => path).join(', ')} changed while the change was looked at; nothing was written.`,
      'Generate again and look at the new diff.',
    );
}

interface Written {
  target: string;
  /** What was there before, null where nothing was. */
  before: Buffer | null;
  mode: number;
}

async function replace({ target, exists }: Location, content: string): Promise<Written> {
  const before = exists ? await readFile(target) : null;
  const mode = exists ? (await stat(target)).mode & 0o7777 : 0o644;
  await mkdir(dirname(target), { recursive: true });
  await putInPlace(target, content, mode);
  return { target, before, mode };
}

async function undo({ target, before, mode }: Written): Promise<void> {
  if (before === null) await rm(target, { force: true });
  else await putInPlace(target, before, mode);
}

function writeFailed(root: string, error: unknown): unknown {
  if (error instanceof Fault) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new Fault(
    'write-failed',
    `Could not write in ${root}: ${code ?? message}; nothing was changed.`,
    code === 'EROFS' || code === 'EACCES' || code === 'EPERM'
      ? 'Check that you may write there.'
      : 'Check the space on the disk, then run the same command again.',
    { cause: error },
  );
}
