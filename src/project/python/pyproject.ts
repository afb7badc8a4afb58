import { joinInside, lineWith } from '../places.js';
import { asList, asRecord, asText, asTexts, at, type PlainRecord } from '../plain-data.js';
import type { Repository } from '../repository.js';
import { noMetadata, type PackageMetadata } from './package-metadata.js';
import { normalizeName, parseRequirement, type Requirement } from './requirement.js';
import { mendPyproject, readToml } from './toml-file.js';

export interface Pyproject {
  path: string;
  data: PlainRecord;
  metadata: PackageMetadata;
  /** [project] or [tool.poetry] dependencies of production. */
  dependencies: Requirement[];
  /** It declares a project (a [project] or [tool.poetry] table), not only the settings of tools. */
  isProject: boolean;
  /** Dependencies are in [tool.poetry.dependencies] and nowhere else. */
  poetryOnly: boolean;
}

/** Reads pyproject.toml in a folder (`''` is the root); null when there is none, a fault when it cannot be parsed. */
export function readPyproject(repository: Repository, folder = ''): Pyproject | null {
  const path = folder === '' ? 'pyproject.toml' : `${folder}/pyproject.toml`;
  const data = readToml(repository, path, mendPyproject);
  if (!data) return null;
  const project = asRecord(at(data, 'project'));
  const poetry = asRecord(at(data, 'tool', 'poetry'));
  const standard = asTexts(project.dependencies ?? [])
    .map(parseRequirement)
    .filter((requirement) => requirement?.applies) as Requirement[];
  const old = poetryDependencies(asRecord(poetry.dependencies));
  const poetryOnly = standard.length === 0 && old.length > 0;
  return {
    path,
    data,
    metadata: metadataOf(repository, path, data),
    dependencies: poetryOnly ? old : standard,
    isProject: 'project' in data || Object.keys(poetry).length > 0,
    poetryOnly,
  };
}

function metadataOf(repository: Repository, path: string, data: PlainRecord): PackageMetadata {
  const text = repository.read(path) ?? '';
  const project = asRecord(at(data, 'project'));
  const poetry = asRecord(at(data, 'tool', 'poetry'));
  const hatchVersion = asText(at(data, 'tool', 'hatch', 'version', 'path'));
  const readme = asTexts(project.readme ?? poetry.readme ?? []).concat(asTexts(at(project.readme, 'file') ?? []));
  const dynamic = Object.values(asRecord(at(data, 'tool', 'setuptools', 'dynamic'))).flatMap((entry) =>
    asTexts(at(entry, 'file') ?? []),
  );
  const licenseFiles = asTexts(project['license-files'] ?? []).concat(asTexts(at(project.license, 'file') ?? []));
  const folder = path.slice(0, path.length - 'pyproject.toml'.length);
  const named = [...readme, ...dynamic, ...licenseFiles, ...(hatchVersion ? [hatchVersion] : [])]
    .map((name) => joinInside(folder, name))
    .filter((name): name is string => name !== null && repository.has(name));
  const backend =
    asText(at(data, 'build-system', 'build-backend')) ?? (at(data, 'build-system') ? 'setuptools.build_meta' : null);
  const constraint = asText(project['requires-python']);
  const poetryPython = asText(at(poetry.dependencies, 'python'));
  return {
    ...noMetadata,
    name: asText(project.name) ?? asText(poetry.name),
    version: asText(project.version) ?? asText(poetry.version) ?? versionIn(repository, hatchVersion),
    description: asText(project.description) ?? asText(poetry.description),
    license: asText(project.license) ?? asText(at(project.license, 'text')) ?? asText(poetry.license),
    pythonConstraints: [
      ...(constraint ? [{ value: constraint, file: path, line: lineWith(text, 'requires-python') }] : []),
      ...(poetryPython ? [{ value: fromPoetry(poetryPython), file: path, line: lineWith(text, poetryPython) }] : []),
    ],
    scripts: scriptsOf(project, poetry),
    backend: at(data, 'tool', 'uv', 'package') === false || poetry['package-mode'] === false ? null : backend,
    packageFolder: packageFolderOf(data, repository),
    backendFiles: [...new Set(named)].sort(),
    versionFromGit:
      asList(project.dynamic).includes('version') &&
      (at(data, 'tool', 'setuptools_scm') !== undefined ||
        asText(at(data, 'tool', 'hatch', 'version', 'source')) === 'vcs' ||
        asText(at(data, 'tool', 'pdm', 'version', 'source')) === 'scm'),
  };
}

function scriptsOf(project: PlainRecord, poetry: PlainRecord): Map<string, string> {
  const scripts = new Map<string, string>();
  for (const [name, value] of [
    ...Object.entries(asRecord(poetry.scripts)),
    ...Object.entries(asRecord(project.scripts)),
  ]) {
    const target = asText(value) ?? asText(at(value, 'callable')) ?? asText(at(value, 'reference'));
    if (target && /^[\w.]+:[\w.]+$/.test(target)) scripts.set(name, target);
  }
  return scripts;
}

function packageFolderOf(data: PlainRecord, repository: Repository): string | null {
  const hatch = asTexts(at(data, 'tool', 'hatch', 'build', 'targets', 'wheel', 'packages') ?? []);
  const setuptools = asTexts(at(data, 'tool', 'setuptools', 'packages', 'find', 'where') ?? []);
  const directory = asText(at(data, 'tool', 'setuptools', 'package-dir', ''));
  const poetry = asList(at(data, 'tool', 'poetry', 'packages')).map((entry) => asText(at(entry, 'from')));
  const uv = asText(at(data, 'tool', 'uv', 'build-backend', 'module-root'));
  const folders = [
    ...hatch.filter((path) => path.includes('/')).map((path) => path.slice(0, path.lastIndexOf('/'))),
    ...setuptools,
    ...[directory, ...poetry, uv].filter((path) => path !== null),
  ].filter((path) => path !== '.' && path !== '' && repository.hasFolder(path));
  return folders[0] ?? null;
}

/** `__version__ = "1.2"` in the file that a backend reads it from. */
function versionIn(repository: Repository, path: string | null): string | null {
  const text = path ? repository.read(path) : null;
  return text
    ? (/^(?:__version__|VERSION|version)(?:\s*:\s*str)?\s*=\s*["']([^"'\n]{1,60})["']/m.exec(text)?.[1] ?? null)
    : null;
}

function poetryDependencies(table: PlainRecord): Requirement[] {
  return Object.entries(table)
    .filter(([name, value]) => name.toLowerCase() !== 'python' && at(value, 'optional') !== true)
    .map(([name, value]) => {
      const entry = Array.isArray(value) ? value[0] : value;
      const version = asText(entry) ?? asText(at(entry, 'version')) ?? '*';
      const location = asText(at(entry, 'git')) ?? asText(at(entry, 'url')) ?? asText(at(entry, 'path'));
      const markers = asText(at(entry, 'markers'));
      const parsed = markers ? parseRequirement(`x; ${markers}`) : null;
      return {
        name: normalizeName(name),
        specifier: fromPoetry(version),
        extras: asTexts(at(entry, 'extras') ?? [])
          .map(normalizeName)
          .sort(),
        url: at(entry, 'git') === undefined || location === null ? location : `git+${location}`,
        applies: parsed?.applies ?? true,
      };
    })
    .filter((requirement) => requirement.applies);
}

/** Poetry's `^1.2`, `~1.2`, `1.2.*`, `*` and `1.2` as PEP 440; what it writes in PEP 440 stays. Alternatives (`||`) keep the last one. */
export function fromPoetry(version: string): string {
  const alternative = version.split('||').at(-1) ?? version;
  return alternative
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '*')
    .flatMap((part) => {
      const caret = /^\^\s*(\d+(?:\.\d+)*)/.exec(part)?.[1];
      if (caret) return [`>=${caret}`, `<${caretEnd(caret)}`];
      const tilde = /^~(?!=)\s*(\d+(?:\.\d+)*)/.exec(part)?.[1];
      if (tilde) return [`>=${tilde}`, `<${increased(tilde.split('.').slice(0, 2))}`];
      return [/^\d/.test(part) ? `==${part}` : part.replaceAll(/\s+/g, '')];
    })
    .join(',');
}

function caretEnd(version: string): string {
  const parts = version.split('.');
  const significant = parts.findIndex((part) => Number(part) !== 0);
  return increased(parts.slice(0, (significant < 0 ? parts.length - 1 : significant) + 1));
}

function increased(parts: string[]): string {
  return [...parts.slice(0, -1), String(Number(parts.at(-1) ?? 0) + 1)].join('.');
}
