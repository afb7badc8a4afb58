import { lineWith } from '../places.js';
import { asRecord, asTexts, at, type PlainRecord } from '../plain-data.js';
import type { Dependencies, TestCommand } from '../project.js';
import type { Repository } from '../repository.js';
import { mendPyproject, readToml } from './toml-file.js';

const testFile = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;
const pytest = /^\s*pytest(?![\w.-])/im;
/** Names that may stand in a command as they are. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** pytest, where there are tests, something declares it and its installation is one command; null for anything else. */
export function findTestCommand(repository: Repository, dependencies: Dependencies): TestCommand | null {
  if (dependencies.member || !repository.files.some((file) => testFile.test(file))) return null;
  const recognise = recognisers[dependencies.manager];
  return recognise?.(repository, dependencies) ?? null;
}

type Recogniser = (repository: Repository, dependencies: Dependencies) => TestCommand | null;

const recognisers: Partial<Record<Dependencies['manager'], Recogniser>> = {
  uv: (repository, { lock }) => {
    const where = declaredIn(repository);
    if (!where) return null;
    const chosen = where.kind === 'default' ? [] : [where.kind === 'extra' ? '--extra' : '--group', where.name];
    const install = ['uv', 'sync', ...(lock ? ['--locked'] : []), ...chosen];
    return { tool: 'uv', install, run: ['uv', 'run', '--no-sync', 'pytest'], ...where.place };
  },
  poetry: (repository) => {
    const where = declaredIn(repository);
    if (!where) return null;
    const chosen = where.kind === 'default' ? [] : [where.kind === 'extra' ? '--extras' : '--with', where.name];
    const install = ['poetry', 'install', '--no-interaction', ...chosen];
    return { tool: 'poetry', install, run: ['poetry', 'run', 'pytest'], ...where.place };
  },
  pdm: (repository, { lock }) => {
    const where = declaredIn(repository);
    if (!where) return null;
    const chosen = where.kind === 'default' ? [] : ['-G', where.name];
    const install = ['pdm', 'install', ...(lock ? ['--frozen-lockfile'] : []), ...chosen];
    return { tool: 'pdm', install, run: ['pdm', 'run', 'pytest'], ...where.place };
  },
  pipenv: (repository) => {
    const pipfile = readToml(repository, 'Pipfile', 'Correct that line, then run this again.');
    const [table] = ['dev-packages', 'packages'].filter((name) => at(pipfile, name, 'pytest') !== undefined);
    if (!table || !repository.has('Pipfile.lock')) return null;
    return {
      tool: 'pipenv',
      install: ['pipenv', 'sync', ...(table === 'dev-packages' ? ['--dev'] : [])],
      run: ['pipenv', 'run', 'pytest'],
      ...placeOf(repository, 'Pipfile'),
    };
  },
  pip: (repository, { manifests }) => {
    const own = manifests[0];
    const file = [...new Set([...(own ? [own] : []), ...developmentFiles])].find((path) =>
      pytest.test(repository.read(path) ?? ''),
    );
    const files = [...new Set([own, file])].filter((path): path is string => path !== undefined);
    if (!file || !files.every(isPlainPath)) return null;
    return {
      tool: null,
      install: ['python', '-m', 'pip', 'install', ...files.flatMap((path) => ['-r', path])],
      run: ['python', '-m', 'pytest'],
      ...placeOf(repository, file),
    };
  },
  pyproject: (repository) => {
    const where = declaredIn(repository);
    if (!where) return null;
    const target = where.kind === 'extra' ? `.[${where.name}]` : '.';
    const group = where.kind === 'group' ? ['--group', where.name] : [];
    return {
      tool: null,
      install: ['python', '-m', 'pip', 'install', target, ...group],
      run: ['python', '-m', 'pytest'],
      ...where.place,
    };
  },
};

const developmentFiles = ['dev', 'test', 'tests', 'testing', 'development'].flatMap((kind) => [
  `requirements-${kind}.txt`,
  `requirements_${kind}.txt`,
  `${kind}-requirements.txt`,
  `requirements/${kind}.txt`,
]);

interface Declared {
  kind: 'default' | 'group' | 'extra';
  name: string;
  place: { file: string; line?: number };
}

/** Where pyproject.toml declares pytest: installed anyway, in a group or in an extra. */
function declaredIn(repository: Repository): Declared | null {
  const pyproject = readToml(repository, 'pyproject.toml', mendPyproject);
  if (!pyproject) return null;
  const place = placeOf(repository, 'pyproject.toml');
  if (installedAnyway(pyproject)) return { kind: 'default', name: '', place };
  const groups: [kind: 'group' | 'extra', table: PlainRecord][] = [
    ['group', asRecord(at(pyproject, 'dependency-groups'))],
    ['group', asRecord(at(pyproject, 'tool', 'pdm', 'dev-dependencies'))],
    ['group', poetryGroups(pyproject)],
    ['extra', asRecord(at(pyproject, 'project', 'optional-dependencies'))],
  ];
  for (const [kind, table] of groups)
    for (const [name, requirements] of Object.entries(table))
      if (plainName.test(name) && asTexts(requirements).some((text) => pytest.test(text))) return { kind, name, place };
  return null;
}

function installedAnyway(pyproject: PlainRecord): boolean {
  return (
    [at(pyproject, 'project', 'dependencies'), at(pyproject, 'tool', 'uv', 'dev-dependencies')].some((list) =>
      asTexts(list).some((text) => pytest.test(text)),
    ) ||
    ['dependencies', 'dev-dependencies'].some((table) => at(pyproject, 'tool', 'poetry', table, 'pytest') !== undefined)
  );
}

/** Poetry's groups as lists of names. */
function poetryGroups(pyproject: PlainRecord): PlainRecord {
  const groups = asRecord(at(pyproject, 'tool', 'poetry', 'group'));
  return Object.fromEntries(
    Object.entries(groups).map(([name, group]) => [name, Object.keys(asRecord(at(group, 'dependencies')))]),
  );
}

function placeOf(repository: Repository, file: string): { file: string; line?: number } {
  const [found] = /^.*\bpytest\b.*$/m.exec(repository.read(file) ?? '') ?? [];
  const line = found === undefined ? undefined : lineWith(repository.read(file) ?? '', found);
  return { file, ...(line ? { line } : {}) };
}

function isPlainPath(path: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}$/.test(path) && !path.split('/').includes('..');
}
