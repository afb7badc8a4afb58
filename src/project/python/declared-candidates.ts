import { posix } from 'node:path';
import type { Dependencies } from '../project.js';
import type { Candidate } from './candidates.js';
import { frameworks } from './frameworks.js';
import type { Launch } from './launches.js';
import type { Modules } from './modules.js';
import { endsWithModule, names } from './rank-candidates.js';
import { normalizeName } from './requirement.js';
import { isInstalled } from './serve-command.js';
import type { UnderstoodStart } from './understand-start.js';

const asgiPrograms = new Set(['uvicorn', 'hypercorn', 'granian', 'daphne', 'fastapi', 'litestar']);
const wsgiPrograms = new Set(['gunicorn', 'waitress-serve', 'flask', 'uwsgi']);
/** Commands whose distribution has another name. */
const distributions: Record<string, string> = {
  airflow: 'apache-airflow',
  dagster: 'dagster',
  jupyter: 'jupyterlab',
  superset: 'apache-superset',
  rq: 'rq',
  arq: 'arq',
  faststream: 'faststream',
  taskiq: 'taskiq',
};

/**
 * Candidates that somebody's word makes: objects that a declared start or a `uvicorn.run("pkg:app")` names, although their value was not
 * recognized, and programs of installed packages (`celery worker`, `mlflow server`).
 */
export function declaredCandidates(
  modules: Modules,
  dependencies: Dependencies,
  candidates: readonly Candidate[],
  starts: readonly UnderstoodStart[],
  launches: readonly Launch[],
): Candidate[] {
  const found: Candidate[] = [];
  const known = (start: UnderstoodStart) => [...candidates, ...found].some((candidate) => names(start, candidate));
  for (const start of starts) {
    if (start.weight < 2 || known(start)) continue;
    const { program, target, factory, options } = start.start;
    const isAsgi = asgiPrograms.has(program) || options.some((option) => /[Uu]vicorn/.test(option));
    if (target !== null && (isAsgi || wsgiPrograms.has(program)))
      found.push(...objectNamed(modules, dependencies, target, isAsgi, factory));
    else if (
      program === 'celery' ||
      (program === 'console' &&
        target !== null &&
        isInstalled(dependencies, distributions[target] ?? normalizeName(target)))
    )
      found.push(ownProgram(start));
  }
  for (const launch of launches) {
    if (launch.targetText === null || launch.by !== 'uvicorn') continue;
    const [module = '', attribute = ''] = launch.targetText.split(':');
    if (
      [...candidates, ...found].some(
        (candidate) => candidate.attribute === attribute && endsWithModule(candidate.file, module),
      )
    )
      continue;
    found.push(...objectNamed(modules, dependencies, launch.targetText, true, launch.factory));
  }
  return found;
}

function objectNamed(
  modules: Modules,
  dependencies: Dependencies,
  target: string,
  isAsgi: boolean,
  factory: boolean,
): Candidate[] {
  const [name = '', stated] = target.split(':');
  const path = modules.paths.find(
    (candidate) => posix.basename(candidate) !== '__main__.py' && endsWithModule(candidate, name),
  );
  const module = path ? modules.get(path) : null;
  const attribute = [stated?.split('.')[0], 'app', 'application'].find(
    (candidate) =>
      candidate !== undefined &&
      (stated === undefined || candidate === stated.split('.')[0]) &&
      module?.bindings.has(candidate),
  );
  const binding = attribute ? module?.bindings.get(attribute) : undefined;
  if (!path || !module || !attribute || !binding) return [];
  const framework = frameworks.find(
    (entry) =>
      (entry.interface === 'asgi') === isAsgi && entry.interface !== 'own' && isInstalled(dependencies, entry.package),
  );
  return [
    {
      style: isAsgi ? 'asgi' : 'wsgi',
      file: path,
      line: binding.kind === 'value' ? binding.line : binding.kind === 'definition' ? binding.definition.line : 1,
      attribute,
      factory,
      framework: framework?.name ?? null,
      application: null,
      launches: [],
    },
  ];
}

function ownProgram({ start, file, line }: UnderstoodStart): Candidate {
  const program = start.program === 'celery' ? 'celery' : (start.target as string);
  return {
    style: 'procfile',
    file,
    line: line ?? 1,
    attribute: null,
    factory: false,
    framework: null,
    application: null,
    launches: [],
    program,
  };
}
