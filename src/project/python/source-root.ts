import { folderOf } from '../places.js';
import type { Repository } from '../repository.js';
import type { Modules } from './modules.js';
import { importsOf, reachableFiles } from './reachable-files.js';

const mostFollowed = 200;

/**
 * The folder (`''` is the root) that must be on Python's path for a file and what it imports to find each other: the one of the
 * file's own folder and those above it below which most of the absolute imports resolve. Ties are won by the folder from which the
 * file has the name `stated`, then by `preferred` (the folder that packages are built from), then by the root.
 */
export function sourceRootOf(
  repository: Repository,
  modules: Modules,
  file: string,
  preferred: string | null,
  stated: string | null = null,
): string {
  const roots: string[] = [];
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    roots.push(folder);
    if (folder === '') break;
  }
  const { absolute, highest } = importsBelow(modules, file);
  // A file that imports relatively is part of a package, whose folder cannot be the root itself.
  const possible = roots.filter((root) => highest === null || root === '' || !isInside(root, highest));
  const usable = possible.length > 0 ? possible : [''];
  const score = (root: string) => [...absolute].filter((module) => resolvesIn(repository, root, module)).length;
  const scores = usable.map((root) => ({ root, score: score(root) }));
  const best = Math.max(...scores.map((entry) => entry.score));
  const winners = scores.filter((entry) => entry.score === best).map((entry) => entry.root);
  if (winners.length === 1) return winners[0] as string;
  const said = stated === null ? undefined : winners.find((root) => moduleName(root, file) === stated);
  if (said !== undefined) return said;
  if (preferred !== null && winners.includes(preferred)) return preferred;
  const src = winners.find((root) => /(?:^|\/)src$/.test(root) && !repository.has(`${root}/__init__.py`));
  if (src !== undefined) return src;
  return winners.at(-1) as string;
}

/** Module name of a file below a source root: `app/main.py` is `app.main`, `app/__init__.py` is `app`; null for what has none. */
export function moduleName(root: string, file: string): string | null {
  const inside = root === '' ? file : file.startsWith(`${root}/`) ? file.slice(root.length + 1) : null;
  const name = inside?.replace(/\.py$/, '').replace(/(?:^|\/)__init__$/, '') ?? '';
  return name !== '' && name.split('/').every((part) => /^[A-Za-z_]\w*$/.test(part)) ? name.replaceAll('/', '.') : null;
}

/** Absolute imports of a file and of the repository's files that it reaches, and the highest package that its relative imports reach. */
function importsBelow(modules: Modules, file: string): { absolute: Set<string>; highest: string | null } {
  const absolute = new Set<string>();
  let highest: string | null = null;
  for (const path of reachableFiles(modules, file, mostFollowed))
    for (const { level, module, guessed } of importsOf(modules, path)) {
      if (level === 0 && !guessed) absolute.add(module);
      if (level === 0) continue;
      const base = path.split('/').slice(0, -level).join('/');
      const above = base === '' || file.startsWith(`${base}/`);
      if (above && (highest === null || base.length < highest.length)) highest = base;
    }
  return { absolute, highest };
}

function isInside(root: string, folder: string): boolean {
  return root === folder || root.startsWith(`${folder}/`);
}

function resolvesIn(repository: Repository, root: string, module: string): boolean {
  const path = `${root === '' ? '' : `${root}/`}${module.replaceAll('.', '/')}`;
  return repository.has(`${path}.py`) || repository.has(`${path}/__init__.py`) || repository.hasFolder(path);
}
