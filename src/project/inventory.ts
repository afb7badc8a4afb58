import { readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';

/** Folders that hold nothing of the application: version control, dependencies, caches, build output. */
const skippedFolders = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'bower_components',
  '__pycache__',
  '__pypackages__',
  'site-packages',
  '.venv',
  '.direnv',
  '.tox',
  '.nox',
  '.eggs',
  '.cache',
  '.uv-cache',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.hypothesis',
  '.ipynb_checkpoints',
  '.next',
  '.nuxt',
  '.terraform',
  '.pixi',
]);
const controlCharacter = /[\u0000-\u001f\u007f]/;
const deepestFolder = 64;

/** Something that is there and is not read; the sentence says what and why. */
export interface Unread {
  path: string;
  sentence: string;
}

export interface Inventory {
  /** Regular files below the root, relative, forward slashes, sorted by code unit. */
  files: string[];
  /** Entries at the top level, folders with a trailing slash, what the walk skips included. */
  topLevel: string[];
  unread: Unread[];
  /** What is unread, and whether the limit was met. */
  warnings: string[];
}

/**
 * Lists a folder without reading a file of it. At most `limit` files; links that leave the root and what is no regular file (a pipe,
 * a socket) are refused with a warning, links to files inside it count as files, links to folders are not followed (so that no cycle
 * can be walked).
 */
export async function takeInventory(root: string, signal: AbortSignal, limit = 100_000): Promise<Inventory> {
  const realRoot = await realpath(root);
  const inventory: Inventory = { files: [], topLevel: [], unread: [], warnings: [] };
  let level = [''];
  let truncated = false;
  for (let depth = 0; level.length > 0 && depth < deepestFolder && !truncated; depth++) {
    const next: string[] = [];
    // Listing a level in slices keeps many requests in flight without a promise for each of 100,000 folders at once.
    for (let at = 0; at < level.length && !truncated; at += 256) {
      signal.throwIfAborted();
      const slice = level.slice(at, at + 256);
      const listings = await Promise.all(slice.map((folder) => list(join(root, folder))));
      for (const [index, entries] of listings.entries()) {
        const folder = slice[index] as string;
        // A virtual environment by any name carries this file.
        if (folder !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue;
        // One look at all names of a folder is much cheaper than one at each.
        const isSuspect = controlCharacter.test(entries.map(({ name }) => name).join('/'));
        for (const entry of entries) {
          const path = folder + entry.name;
          if (isSuspect && controlCharacter.test(entry.name)) {
            const sentence = `Ignored ${JSON.stringify(path)}: its name has a control character.`;
            inventory.unread.push({ path, sentence });
            continue;
          }
          if (folder === '') inventory.topLevel.push(entry.isDirectory() ? `${entry.name}/` : entry.name);
          if (entry.isDirectory()) {
            if (!skippedFolders.has(entry.name) && !entry.name.endsWith('.egg-info')) next.push(`${path}/`);
          } else if (entry.isFile()) inventory.files.push(path);
          else if (!entry.isSymbolicLink())
            inventory.unread.push({ path, sentence: `Ignored ${path}: it is not a regular file.` });
          else if (await isFileInside(realRoot, path, inventory.unread)) inventory.files.push(path);
          if (inventory.files.length >= limit) truncated = true;
          if (truncated) break;
        }
        if (truncated) break;
      }
    }
    level = next;
  }
  inventory.warnings.push(...inventory.unread.map(({ sentence }) => sentence));
  if (truncated)
    inventory.warnings.push(`Only the first ${limit} files were looked at; name the application's folder.`);
  inventory.files.sort();
  inventory.topLevel.sort();
  inventory.warnings.sort();
  return inventory;
}

async function list(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  } catch {
    return []; // Not readable by us, or gone since its parent was listed.
  }
}

async function isFileInside(realRoot: string, path: string, unread: Unread[]): Promise<boolean> {
  const target = await realpath(join(realRoot, path)).catch(() => null);
  if (target === null) return false;
  const inside = relative(realRoot, target);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
    unread.push({ path, sentence: `Ignored the link ${path}: it leads out of the folder.` });
    return false;
  }
  return (await stat(target)).isFile();
}
