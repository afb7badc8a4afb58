import type { Engine } from '../../engine/connect.js';
import { readChangedFiles } from '../../engine/container-changes.js';
import type { Change } from './container-evidence.js';
import { plainText } from './plain-text.js';

const most = 3_000;
/** Made by the engine itself (for a moment, when an archive of the container is asked for), or a program's own droppings. */
const uninteresting = /^\/(?:proc|sys|dev|\.pivot_root\d+)(?:\/|$)|\/__pycache__(?:\/|$)|\.pyc$/;

/** What a container has written to its own layer. */
export async function readChanges(engine: Engine, id: string, signal: AbortSignal): Promise<Change[]> {
  return worthTelling(await readChangedFiles(engine, id, signal));
}

/** Without the folders above what has changed, and what no program of its own wrote. */
export function worthTelling(all: readonly Change[]): Change[] {
  const changes = all.filter(({ path }) => !uninteresting.test(path));
  const parents = new Set(changes.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
  return changes
    .filter(({ path, kind }) => kind !== 'changed' || !parents.has(path))
    .slice(0, most)
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, kind }) => ({ path: plainText(path, 500), kind }));
}
