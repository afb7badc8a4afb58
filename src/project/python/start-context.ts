import type { Dependencies, EntryPoint } from '../project.js';
import type { Findings, Repository } from '../repository.js';
import type { Launch } from './launches.js';
import type { Modules } from './modules.js';
import type { PackageMetadata } from './package-metadata.js';
import { normalizeName } from './requirement.js';

/** How the service starts, as far as it is known. */
export interface Start {
  entrypoint: EntryPoint | null;
  framework: string | null;
  kind: 'web' | 'job' | 'worker';
  command: string[] | null;
  /** Variables that the command needs, whose values may hold `${PORT}`. */
  commandEnvironment: Record<string, string>;
  port: number | null;
  readsPort: boolean;
  /** `''` is the root. */
  sourceRoot: string;
  /** Packages that the command needs and the manifests do not bring. */
  added: string[];
  /** The start needs the project installed as a package. */
  needsInstall: boolean;
}

/** What a start is worked out from. */
export interface StartContext {
  repository: Repository;
  modules: Modules;
  dependencies: Dependencies;
  metadata: PackageMetadata;
  launches: readonly Launch[];
  findings: Findings;
  /** Port that is declared for the whole repository, used where nothing nearer says one. */
  port?: number | null;
}

/** A start of which nothing is known yet. */
export const noStart: Start = {
  entrypoint: null,
  framework: null,
  kind: 'web',
  command: null,
  commandEnvironment: {},
  port: null,
  readsPort: false,
  sourceRoot: '',
  added: [],
  needsInstall: false,
};

/** Whether the build backend installs the folder that holds the file, so that nothing has to be put on Python's path. */
export function isPackaged({ metadata, repository }: StartContext, sourceRoot: string, file: string): boolean {
  if (metadata.backend === null || sourceRoot === '' || !file.startsWith(`${sourceRoot}/`)) return false;
  if (metadata.packageFolder !== null) return metadata.packageFolder === sourceRoot;
  // What backends find by themselves: any package below src (setuptools), or the one that is named like the project.
  if (sourceRoot !== 'src' || repository.has('src/__init__.py')) return false;
  const own = file.slice('src/'.length).split('/', 1)[0] ?? '';
  return (
    metadata.backend.startsWith('setuptools') ||
    normalizeName(own.replace(/\.py$/, '')) === normalizeName(metadata.name ?? '')
  );
}
