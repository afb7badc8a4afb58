import { posix } from 'node:path';
import { brokenImage, shown } from './broken-image.js';

/**
 * A name in an archive or a manifest, cleaned. It must lie inside: nothing is written by us, but such an archive was made to
 * reach the files of whoever unpacks it.
 */
export function insideName(name: string, from = 'the archive'): string {
  const outside = () => brokenImage(`${from} names ${shown(name)}, which lies outside of it`);
  if (name.startsWith('/') || name.includes('\\') || name.includes('\0')) throw outside();
  const clean = posix.normalize(name).replace(/\/$/, '');
  if (clean === '..' || clean.startsWith('../')) throw outside();
  return clean;
}

/** Where a link in an archive leads. */
export function insideLink(name: string, target: string, hard: boolean): string {
  if (target.startsWith('/')) return insideName(target, `the archive’s link ${shown(name)}`);
  const joined = hard ? target : posix.join(posix.dirname(name), target);
  return insideName(joined, `the archive’s link ${shown(name)}`);
}
