import { Fault } from '../../fault.js';
import { at } from '../plain-data.js';
import type { Dependencies, Dependency, PackageManager } from '../project.js';
import type { Findings, Repository } from '../repository.js';
import { indexesOf, privateIndex } from './indexes.js';
import { type Lock, readPipfileLock, readTomlLock } from './lock-files.js';
import type { Modules } from './modules.js';
import { noMetadata, type PackageMetadata } from './package-metadata.js';
import { readPipfile } from './pipfile.js';
import { type Pyproject, readPyproject } from './pyproject.js';
import type { Requirement } from './requirement.js';
import { chooseRequirementsFile } from './requirements-choice.js';
import { localFolder, type RequirementSet, readRequirements } from './requirements-file.js';
import { readSetup, type SetupFiles } from './setup-py.js';

export interface Manifests {
  dependencies: Dependencies;
  metadata: PackageMetadata;
  pyproject: Pyproject | null;
}

/** Everything that the folder's manifests say; precedence is that of the lock files, then requirements, pyproject.toml, setup.py. */
interface Found {
  pyproject: Pyproject | null;
  requirements: RequirementSet | null;
  setup: SetupFiles | null;
  lock: { manager: PackageManager; lock: Lock } | null;
}

const lockKinds = [
  { manager: 'uv', path: 'uv.lock', write: 'uv lock' },
  { manager: 'poetry', path: 'poetry.lock', write: 'poetry lock' },
  { manager: 'pdm', path: 'pdm.lock', write: 'pdm lock' },
] as const;

const condaFiles = ['environment.yml', 'environment.yaml', 'conda.yml', 'conda.yaml', 'conda-lock.yml'];

/** Reads the manifests at the root and decides which of them an install uses. Faults: `invalid-manifest`, `not-supported` (conda alone). */
export function readManifests(repository: Repository, modules: Modules, findings: Findings): Manifests {
  const found = find(repository, modules, findings);
  const pipfile = repository.has('Pipfile') ? readPipfile(repository) : null;
  const { pyproject, requirements, setup, lock } = found;
  const metadata = mergeMetadata(pyproject?.metadata, setup?.metadata, pipfile?.metadata);
  const manifests = (dependencies: Partial<Dependencies> & { manager: PackageManager }): Manifests => {
    reportChoice(repository, dependencies, findings);
    return { dependencies: { ...noDependencies, ...dependencies }, metadata, pyproject };
  };
  const project = {
    backendFiles: metadata.backendFiles,
    privateIndexes: pyproject ? indexesOf(pyproject.data) : [],
  };
  if (lock && (lock.manager === 'pipenv' ? pipfile : pyproject)) {
    if (lock.lock.requiresPython && metadata.pythonConstraints.length === 0)
      metadata.pythonConstraints.push({ value: lock.lock.requiresPython, file: lock.lock.path });
    const direct = lock.manager === 'pipenv' ? (pipfile?.dependencies ?? []) : (pyproject?.dependencies ?? []);
    return manifests({
      ...project,
      manager: lock.manager,
      manifests: [lock.manager === 'pipenv' ? 'Pipfile' : 'pyproject.toml'],
      lock: lock.lock.path,
      managerVersion: lock.lock.managerVersion,
      hashes: true,
      direct: plain(direct),
      locked: lock.lock.packages.sort(byName),
      localPackages: lock.lock.localFolders.filter((folder) => folder !== '' && repository.hasFolder(folder)),
      needsGit: lock.lock.needsGit,
      privateIndexes: [
        ...project.privateIndexes,
        ...(pipfile?.sources ?? []).map((url) => privateIndex(null, url)).filter((index) => index !== null),
      ],
    });
  }
  if (pipfile && !requirements)
    return manifests({ ...project, manager: 'pipenv', manifests: ['Pipfile'], ...unlocked(pipfile.dependencies) });
  if (requirements)
    return manifests({ ...project, ...fromRequirements(repository, requirements), backendFiles: project.backendFiles });
  if (pyproject?.isProject && (pyproject.dependencies.length > 0 || !setup))
    return manifests({
      ...project,
      manager: pyproject.poetryOnly ? 'poetry' : 'pyproject',
      manifests: ['pyproject.toml'],
      ...unlocked(pyproject.dependencies),
    });
  if (setup)
    return manifests({ ...project, manager: 'setup.py', manifests: setup.manifests, ...unlocked(setup.dependencies) });
  refuseConda(repository);
  return manifests({ manager: 'none' });
}

const noDependencies: Dependencies = {
  manager: 'none',
  manifests: [],
  lock: null,
  managerVersion: null,
  hashes: false,
  direct: [],
  locked: [],
  installsProject: false,
  backendFiles: [],
  localPackages: [],
  needsGit: false,
  privateIndexes: [],
  added: [],
};

function find(repository: Repository, modules: Modules, findings: Findings): Found {
  const requirements = findRequirements(repository, findings);
  const lockPaths = lockKinds.filter(({ path }) => repository.has(path));
  const needsPyproject =
    lockPaths.length > 0 || (requirements === null && !repository.has('Pipfile') && !repository.has('setup.py'));
  let pyproject: Pyproject | null = null;
  try {
    pyproject = readPyproject(repository);
  } catch (error) {
    if (needsPyproject || !(error instanceof Fault)) throw error;
    findings.warnings.push(
      `${error.message}; it was left out of account, since ${requirements?.files[0] ?? 'another manifest'} lists the dependencies.`,
    );
  }
  // A pyproject.toml with dependencies of its own beats neither a lock nor requirements.txt, but an empty one yields to everything.
  const isWorkspace = at(pyproject?.data, 'tool', 'uv', 'workspace') !== undefined;
  const kind = lockPaths.find(({ manager }) => pyproject?.isProject || (manager === 'uv' && isWorkspace));
  for (const { path, manager } of lockPaths)
    if (path !== kind?.path)
      findings.warnings.push(
        kind
          ? `${path} was ignored: ${kind.path} is used.`
          : `${path} was ignored: there is no pyproject.toml for ${manager} to install from.`,
      );
  const locked = kind ? readTomlLock(repository, kind.path, kind.write) : null;
  const pipfileLock = !locked && repository.has('Pipfile') ? readPipfileLock(repository, 'Pipfile.lock') : null;
  return {
    pyproject,
    requirements,
    setup: readSetup(repository, modules),
    lock:
      kind && locked
        ? { manager: kind.manager, lock: locked }
        : pipfileLock
          ? { manager: 'pipenv', lock: pipfileLock }
          : null,
  };
}

/** The requirements file with all that it includes; one that cannot be read counts as none. */
function findRequirements(repository: Repository, { evidence, warnings }: Findings): RequirementSet | null {
  const path = chooseRequirementsFile(repository, evidence);
  const set = path === null ? null : readRequirements(repository, path);
  warnings.push(...(set?.warnings ?? []));
  return set?.files.length ? set : null;
}

function fromRequirements(
  repository: Repository,
  set: RequirementSet,
): Partial<Dependencies> & { manager: PackageManager } {
  const { requirements } = set;
  const local = requirements.map(localFolder).filter((folder) => folder !== null);
  const remote = requirements.filter((requirement) => localFolder(requirement) === null);
  return {
    manager: 'pip',
    manifests: set.files,
    hashes: remote.length > 0 && remote.every((requirement) => requirement.hashed),
    ...unlocked(remote),
    installsProject: local.includes(''),
    localPackages: [...new Set(local)].filter((folder) => folder !== '' && repository.hasFolder(folder)).sort(),
    privateIndexes: set.indexes.map((url) => privateIndex(null, url)).filter((index) => index !== null),
  };
}

function unlocked(requirements: Requirement[]): Pick<Dependencies, 'direct' | 'locked' | 'needsGit'> {
  const direct = plain(requirements.filter(({ name }) => name !== ''));
  return { direct, locked: direct, needsGit: requirements.some(({ url }) => url?.startsWith('git+') ?? false) };
}

/** Requirements as dependencies, sorted. */
export function plain(requirements: Requirement[]): Dependency[] {
  return requirements.map(({ name, specifier, extras }) => ({ name, specifier, extras })).sort(byName);
}

function byName(a: Dependency, b: Dependency): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function mergeMetadata(...parts: (PackageMetadata | undefined)[]): PackageMetadata {
  const known = parts.filter((part) => part !== undefined);
  const first = <K extends keyof PackageMetadata>(key: K) =>
    known.find((part) => part[key] !== null)?.[key] ?? noMetadata[key];
  return {
    name: first('name') as string | null,
    version: first('version') as string | null,
    description: first('description') as string | null,
    license: first('license') as string | null,
    backend: first('backend') as string | null,
    packageFolder: first('packageFolder') as string | null,
    pythonConstraints: known.flatMap((part) => part.pythonConstraints),
    scripts: new Map(known.flatMap((part) => [...part.scripts])),
    backendFiles: [...new Set(known.flatMap((part) => part.backendFiles))].sort(),
    versionFromGit: known.some((part) => part.versionFromGit),
  };
}

function reportChoice(
  repository: Repository,
  chosen: Partial<Dependencies> & { manager: PackageManager },
  findings: Findings,
): void {
  const main = chosen.lock ?? chosen.manifests?.[0];
  if (main === undefined) return;
  findings.evidence.push({ fact: 'package manager', value: chosen.manager, file: main });
  const used = new Set([...(chosen.manifests ?? []), chosen.lock]);
  const others = ['Pipfile', 'requirements.txt', 'environment.yml'].filter(
    (path) => repository.has(path) && !used.has(path),
  );
  for (const path of others) findings.warnings.push(`${path} was ignored: dependencies are installed from ${main}.`);
}

function refuseConda(repository: Repository): void {
  const file = condaFiles.find((path) => repository.has(path));
  if (file)
    throw new Fault(
      'not-supported',
      `${file} is the only list of dependencies, and conda environments are not supported yet.`,
      `List what the service needs from PyPI in a requirements.txt beside ${file} (or run \`uv init --bare && uv add ...\`), then run this again.`,
    );
}
