import type { Place } from '../project.js';

/** What a manifest says about the project itself. */
export interface PackageMetadata {
  name: string | null;
  version: string | null;
  description: string | null;
  license: string | null;
  /** Constraints on the Python version, PEP 440, with the place of each. */
  pythonConstraints: (Place & { value: string })[];
  /** Console scripts: name to `package.module:function`. */
  scripts: Map<string, string>;
  /** Build backend, null when the project is not a package. */
  backend: string | null;
  /** Folder that packages come from according to the backend's settings, null when it says nothing. */
  packageFolder: string | null;
  /** Files that the build backend reads beside the sources. */
  backendFiles: string[];
  /** The version comes from version control, which the build does not see. */
  versionFromGit: boolean;
}

export const noMetadata: PackageMetadata = {
  name: null,
  version: null,
  description: null,
  license: null,
  pythonConstraints: [],
  scripts: new Map(),
  backend: null,
  packageFolder: null,
  backendFiles: [],
  versionFromGit: false,
};
