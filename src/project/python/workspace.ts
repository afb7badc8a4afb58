import type { Dependencies } from '../project.js';
import type { Repository } from '../repository.js';
import { plain } from './dependencies.js';
import { readTomlLock } from './lock-files.js';
import { readPyproject } from './pyproject.js';

/** Folders of the members that a uv workspace at the root locks; none without a lock. */
export function workspaceFolders(repository: Repository): string[] {
  if (!/^\[tool\.uv\.workspace\]/m.test(repository.read('pyproject.toml') ?? '')) return [];
  const lock = readTomlLock(repository, 'uv.lock', 'uv lock');
  return (lock?.localFolders ?? []).filter((folder) => folder !== '' && repository.has(`${folder}/pyproject.toml`));
}

/** The dependencies of the workspace member that a file belongs to; those of the root for every other file. */
export function dependenciesOfMember(repository: Repository, dependencies: Dependencies, file: string): Dependencies {
  if (dependencies.manager !== 'uv') return dependencies;
  const folder = workspaceFolders(repository)
    .filter((candidate) => file.startsWith(`${candidate}/`))
    .sort((a, b) => b.length - a.length)[0];
  const member = folder === undefined ? null : readPyproject(repository, folder);
  if (!member?.metadata.name) return dependencies;
  return {
    ...dependencies,
    direct: plain(member.dependencies),
    manifests: [...dependencies.manifests, member.path],
    member: { name: member.metadata.name, folder: folder as string },
  };
}
