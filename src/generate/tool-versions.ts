/** Versions of what the build stage installs beside the project's own dependencies; the one place where they are set. */
export const uvVersion = '0.13.8';

interface ToolVersions {
  poetry: string;
  poetryExport: string;
  pdm: string;
  pipenv: string;
  /** What a manifest lacks and the start needs: servers, and setuptools for old ones. */
  added: Map<string, string>;
}

const current: ToolVersions = {
  poetry: '2.5.1',
  poetryExport: '1.10.1',
  pdm: '2.29.3',
  pipenv: '2026.10.3',
  added: new Map(
    Object.entries({ uvicorn: '0.54.0', gunicorn: '27.0.1', 'uvicorn-worker': '0.4.0', setuptools: '80.9.0' }),
  ),
};

/** The last releases that run on Python 3.8 and 3.9. */
const lastForOldPython: ToolVersions = {
  poetry: '1.8.5',
  poetryExport: '1.8.0',
  pdm: '2.22.4',
  pipenv: '2024.4.1',
  added: new Map(
    Object.entries({ uvicorn: '0.33.0', gunicorn: '23.0.0', 'uvicorn-worker': '0.2.0', setuptools: '75.3.2' }),
  ),
};

/** The versions that run on a Python `major.minor`. */
export function toolVersions(python: string): ToolVersions {
  const [major = 3, minor = 0] = python.split('.').map(Number);
  return major === 3 && minor < 10 ? lastForOldPython : current;
}

/** A package that the manifests lack as a requirement, pinned where we know a version that was tried. */
export function pinnedPackage(name: string, python: string): string {
  const version = toolVersions(python).added.get(name.toLowerCase());
  return version ? `${name}==${version}` : name;
}
