import type { Activity } from '../../activity.js';
import { worded } from '../../knowledge/questions.js';
import type { Dependencies, Project } from '../project.js';
import type { Findings, Repository } from '../repository.js';
import { findAccelerator } from './accelerator.js';
import { type Chosen, chooseStart } from './choose-start.js';
import { type Manifests, readManifests } from './dependencies.js';
import { djangoRoutes, djangoSetting, findDjango } from './django.js';
import { readEnvironment } from './environment-variables.js';
import { findHealth } from './health.js';
import { inferDependencies } from './inferred-dependencies.js';
import { type Modules, openModules } from './modules.js';
import { findSystemPackages } from './native-libraries.js';
import { loadPythonParser } from './parse-python.js';
import { choosePython } from './python-version.js';
import { isTool, reachableFiles } from './reachable-files.js';
import { readRoutes } from './routes.js';
import { runtimePathsOf } from './runtime-paths.js';
import { findServices } from './services.js';
import { findTestCommand } from './test-command.js';
import { staticText } from './text-values.js';
import { dependenciesOfMember } from './workspace.js';
import { findWrittenPaths } from './written-paths.js';

/** Reads a Python project; null when the folder holds neither a manifest nor anything that starts. `wanted` names an entry point. */
export async function readPythonProject(
  repository: Repository,
  findings: Findings,
  activity: Activity,
  wanted: string | null,
): Promise<Project | null> {
  const modules = openModules(repository, await loadPythonParser(), findings.warnings);
  const manifests = readManifests(repository, modules, findings);
  const { metadata } = manifests;
  const root =
    manifests.dependencies.manager === 'none'
      ? { ...manifests.dependencies, ...inferred(modules, findings) }
      : manifests.dependencies;
  activity.signal.throwIfAborted();
  const chosen = chooseStart({ repository, modules, dependencies: root, metadata, findings }, wanted);
  if (!isProject(manifests, chosen)) return null;
  const { start } = chosen;
  const dependencies = chosen.candidate ? dependenciesOfMember(repository, root, chosen.candidate.file) : root;
  if (!start.command) askEntrypoint(repository, findings);
  const files = filesOf(modules, chosen);
  activity.signal.throwIfAborted();
  const django = start.framework === 'django' ? findDjango(modules) : null;
  const routes = django
    ? djangoRoutes(modules, django)
    : readRoutes(modules, files, chosen.candidate?.application ?? null);
  const environment = readEnvironment(repository, modules, files);
  const services = findServices(modules, files, dependencies, environment);
  const accelerator = findAccelerator(modules, files, dependencies);
  const health =
    start.port === null
      ? { path: null, evidence: [], questions: [] }
      : findHealth(routes, chosen.declared, start.framework, dependencies);
  const runtime = choosePython(repository, metadata.pythonConstraints, dependencies.locked, findings);
  const written = findWrittenPaths(modules, files);
  findings.evidence.push(...health.evidence, ...services.evidence, ...accelerator.evidence);
  for (const { path, file, line } of written) findings.evidence.push({ fact: 'written path', value: path, file, line });
  findings.questions.push(...health.questions, ...services.questions, ...accelerator.questions);
  if (metadata.versionFromGit)
    findings.warnings.push(
      'The version comes from version control, which a build does not see: the build backend needs it given.',
    );
  const releaseCommands = releases(
    repository,
    chosen,
    django !== null && djangoSetting(modules, django, 'STATIC_ROOT') !== null,
  );
  const always = alwaysNeeded(chosen, releaseCommands);
  // Beside a member of a workspace there are other services, which it does not need.
  const parts = dependencies.member
    ? new Set([
        ...always,
        ...files.map(topOf),
        ...dependencies.localPackages.map((path) => path.split('/', 1)[0] as string),
      ])
    : null;
  const runtimePaths = runtimePathsOf(repository, modules, files, always).filter((path) => !parts || parts.has(path));
  const testCommand = findTestCommand(repository, dependencies);
  return {
    root: repository.root,
    name: metadata.name ?? (repository.name || 'app'),
    version: validVersion(metadata.version) ?? validVersion(applicationVersion(modules, chosen, findings)) ?? '0.1.0',
    description: metadata.description,
    license: metadata.license,
    language: 'python',
    runtime,
    dependencies: withAdded(dependencies, manifests, chosen),
    framework: start.framework,
    kind: start.kind,
    entrypoint: start.entrypoint,
    command: start.command,
    commandEnvironment: start.commandEnvironment,
    port: start.port,
    readsPort: start.readsPort,
    healthPath: health.path,
    routes,
    environment,
    services: services.services,
    systemPackages: findSystemPackages(modules, files, dependencies),
    accelerator: accelerator.accelerator,
    cudaWheelsLocked: accelerator.cudaWheelsLocked,
    sourceRoot: start.sourceRoot === '' ? '.' : start.sourceRoot,
    runtimePaths,
    topLevel: [...repository.topLevel],
    writablePaths: written.map(({ path }) => path),
    releaseCommands,
    ...(testCommand ? { testCommand } : {}),
    evidence: sorted(
      findings.evidence,
      ({ fact, file, line, value }) => `${fact}\u0000${file}\u0000${String(line ?? 0).padStart(8, '0')}\u0000${value}`,
    ),
    questions: findings.questions,
    warnings: [...new Set(findings.warnings)].sort(),
  };
}

/** A manifest or something that starts; a manifest that only configures tools is neither. */
function isProject({ dependencies }: Manifests, chosen: Chosen): boolean {
  return dependencies.manager !== 'none' || chosen.candidate !== null;
}

/** Without a manifest, what the code imports stands for it. */
function inferred(modules: Modules, findings: Findings): Partial<Dependencies> {
  const found = inferDependencies(modules);
  if (found.length === 0) return {};
  const direct = found.map(({ name }) => ({ name, specifier: '', extras: [] }));
  for (const { name, file, line } of found)
    findings.evidence.push({ fact: 'dependency', value: `${name}: imported, in no manifest`, file, line });
  findings.warnings.push(
    'There is no list of dependencies: what the code imports is installed in its newest version. Write a requirements.txt or pyproject.toml to pin it.',
  );
  return { direct, locked: direct, added: found.map(({ name }) => name) };
}

function withAdded(dependencies: Dependencies, { metadata }: Manifests, { start }: Chosen): Dependencies {
  const added = [...new Set([...dependencies.added, ...start.added, ...undeclared(dependencies)])].sort();
  return {
    ...dependencies,
    added,
    installsProject: metadata.backend !== null && (dependencies.installsProject || start.needsInstall),
  };
}

/** gunicorn before 21 imports pkg_resources without declaring setuptools, which new environments do not bring. */
function undeclared({ direct, locked }: Dependencies): string[] {
  const all = [...direct, ...locked];
  const old = all.some(({ name, specifier }) => name === 'gunicorn' && /^===?\s*(?:1?\d|20)\./.test(specifier));
  return old && !all.some(({ name }) => name === 'setuptools') ? ['setuptools'] : [];
}

function askEntrypoint({ unread }: Repository, findings: Findings): void {
  const sources = unread.filter(({ path }) => path.endsWith('.py')).map(({ sentence }) => sentence);
  const { question, why } = worded('entrypoint', { as: 'open', because: 'open' });
  findings.questions.push({
    id: 'entrypoint',
    question,
    why: [why, ...sources.slice(0, 3)].join(' '),
    default: '',
  });
}

/** Files that the service runs; for Django, which imports by name, all that are no tools. */
function filesOf(modules: Modules, { candidate, start }: Chosen): string[] {
  if (!candidate || start.framework === 'django' || !candidate.file.endsWith('.py')) {
    const own = candidate ? topOf(candidate.file) : '';
    return modules.paths.filter((path) => !isTool(path) || (own !== '' && topOf(path) === own)).sort();
  }
  return reachableFiles(modules, candidate.file);
}

function topOf(path: string): string {
  return path.includes('/') ? (path.split('/', 1)[0] as string) : '';
}

function releases(repository: Repository, { before, start }: Chosen, collectsStatic: boolean): string[][] {
  const found = before.filter((words) => words.length > 0);
  const manage = repository.files.find((file) => /(?:^|\/)manage\.py$/.test(file));
  if (start.framework === 'django' && manage) {
    found.push(['python', manage, 'migrate', '--noinput']);
    if (collectsStatic) found.push(['python', manage, 'collectstatic', '--noinput']);
  } else if (repository.has('alembic.ini')) found.push(['alembic', 'upgrade', 'head']);
  const seen = new Set<string>();
  return found.filter((words) => {
    const step = words.find((word) => /^(?:migrate|collectstatic|upgrade)$/.test(word)) ?? words.join(' ');
    return !seen.has(step) && seen.add(step);
  });
}

/** Top-level names that the start and the release commands need whatever else is said of them. */
function alwaysNeeded({ candidate, start }: Chosen, releaseCommands: string[][]): string[] {
  const first = (path: string) => path.split('/', 1)[0] as string;
  const migrations = releaseCommands.some(([program]) => program === 'alembic')
    ? ['alembic.ini', 'alembic', 'migrations']
    : [];
  return [
    ...(candidate ? [first(candidate.file)] : []),
    ...(start.sourceRoot === '' ? [] : [first(start.sourceRoot)]),
    ...releaseCommands.flatMap((words) => words.filter((word) => /\.(?:py|ini)$/.test(word)).map(first)),
    ...migrations,
  ];
}

/** `FastAPI(version="1.4.0")` */
function applicationVersion(modules: Modules, { candidate }: Chosen, { evidence }: Findings): string | null {
  const application = candidate?.application;
  const given = application?.call?.keywords.get('version');
  const value = application && given ? staticText(modules, application.module, given) : null;
  if (application && value) evidence.push({ fact: 'version', value, file: application.module.path, line: given?.line });
  return value;
}

function validVersion(version: string | null): string | null {
  return version && /^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$/.test(version) ? version : null;
}

function sorted<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, key: key(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
