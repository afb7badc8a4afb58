import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { resolvePath } from '../tools/resolve-path.js';

const mostEntries = 1000;

/** Folders and files that an absolute path may go on with, folders first and with a separator at their end; nothing outside the roots. */
export async function completePath(typed: string, roots: string[]): Promise<string[]> {
  if (typed === '') return roots.length > 0 ? roots.map(asFolder) : [asFolder(homedir())];
  if (!isAbsolute(typed)) return [];
  const folder = typed.endsWith(sep) || typed.endsWith('/') ? typed : dirname(typed);
  const begun = typed
    .slice(folder.length)
    .replace(/^[/\\]/, '')
    .toLowerCase();
  try {
    const allowed = await resolvePath(folder, { roots, absoluteOnly: true });
    const entries = (await readdir(allowed, { withFileTypes: true })).slice(0, mostEntries);
    const fit = entries.filter(
      ({ name }) =>
        name.toLowerCase().startsWith(begun) &&
        (begun.startsWith('.') || !name.startsWith('.')) &&
        !/[\u0000-\u001f\u007f-\u009f]/.test(name),
    );
    const paths = (isFolder: boolean) =>
      fit
        .filter((entry) => entry.isDirectory() === isFolder)
        .map(({ name }) => join(folder, name))
        .sort();
    return [...paths(true).map(asFolder), ...paths(false)];
  } catch {
    // not there, not allowed or not readable: nothing to offer
    return [];
  }
}

function asFolder(path: string): string {
  return path.endsWith(sep) ? path : `${path}${sep}`;
}
