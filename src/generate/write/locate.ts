import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Fault } from '../../fault.js';

/** Where a file is really written: links are followed as long as they stay in the root. */
export interface Location {
  /** Absolute path behind all links. */
  target: string;
  exists: boolean;
}

/** Finds the place of a relative path. @throws Fault `path-refused` where it or a link on the way leaves the root */
export async function locate(root: string, path: string): Promise<Location> {
  const base = await realpath(root);
  const wanted = resolve(base, ...path.split('/'));
  if (isAbsolute(path) || !isInside(base, wanted)) throw refused(path, root);
  const parent = await existingAncestor(dirname(wanted));
  const realParent = join(await realpath(parent), relative(parent, dirname(wanted)));
  const target = join(realParent, wanted.slice(dirname(wanted).length + 1));
  if (!isInside(base, target)) throw refused(path, root);
  const status = await lstat(target).catch(absent);
  if (!status) return { target, exists: false };
  if (!status.isSymbolicLink() && !status.isFile()) throw notAFile(path);
  if (!status.isSymbolicLink()) return { target, exists: true };
  const real = await realpath(target).catch(absent);
  if (!real || !isInside(base, real)) throw refused(path, root);
  return { target: real, exists: true };
}

async function existingAncestor(folder: string): Promise<string> {
  for (let current = folder; ; current = dirname(current))
    if ((await lstat(current).catch(absent)) || dirname(current) === current) return current;
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
  throw error;
}

function refused(path: string, root: string): Fault {
  return new Fault(
    'path-refused',
    `${path} leads out of ${root}.`,
    'It is a link, or lies behind one; remove the link, or generate in the folder that it leads to.',
  );
}

function notAFile(path: string): Fault {
  return new Fault('path-refused', `${path} is there and is not a file.`, 'Rename it, then generate again.');
}
