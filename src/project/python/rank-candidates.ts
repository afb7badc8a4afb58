import { posix } from 'node:path';
import { folderOf } from '../places.js';
import type { Candidate } from './candidates.js';
import type { Launch } from './launches.js';
import { normalizeName } from './requirement.js';
import type { UnderstoodStart } from './understand-start.js';

export interface Ranked {
  candidate: Candidate;
  score: number;
  /** The declared start that names it, the weightiest. */
  declared: UnderstoodStart | null;
}

const fileScores: Record<string, number> = {
  main: 12,
  app: 12,
  wsgi: 12,
  asgi: 12,
  server: 10,
  application: 5,
  api: 4,
  run: 4,
  streamlit_app: 9,
  service: 3,
  index: 3,
  Home: 6,
  home: 4,
  __init__: 3,
  __main__: 5,
  bot: 6,
  client: -16,
  demo: -6,
};
const attributeScores: Record<string, number> = {
  app: 5,
  application: 5,
  api: 3,
  server: 4,
  demo: 3,
  create_app: 2,
  mcp: 2,
};
const asideFolder =
  /^(?:examples?|samples?|demos?|scripts?|tools?|playground|tutorials?|legacy|deprecated|archived?|old|templates?|sandbox|experiments?|bench(?:marks?)?|bin|ci|dev|hack|infra|deploy|cookbooks?|assets|static|utils?|helpers?|mocks?|fixtures?|evals?|evaluation)$/i;
const styleScores: Record<Candidate['style'], number> = {
  asgi: 50,
  wsgi: 50,
  framework: 48,
  streamlit: 44,
  gradio: 45,
  chainlit: 46,
  module: 24,
  script: 24,
  'console-script': 24,
  procfile: 50,
};
const declaredScores = { 1: 14, 2: 45, 3: 90 } as const;

/** Orders candidates by how much speaks for each; equal scores go by path and name, so that the order never varies. */
export function rankCandidates(
  candidates: readonly Candidate[],
  declared: readonly UnderstoodStart[],
  launches: readonly Launch[],
  mounted: ReadonlySet<string>,
  projectName: string | null,
): Ranked[] {
  return candidates
    .map((candidate) => {
      const naming = declared.filter((start) => names(start, candidate)).sort((a, b) => b.weight - a.weight)[0] ?? null;
      return {
        candidate,
        declared: naming,
        score: ownScore(candidate, launches, mounted, projectName) + (naming ? declaredScores[naming.weight] : 0),
      };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        compare(a.candidate.file, b.candidate.file) ||
        compare(a.candidate.attribute ?? '', b.candidate.attribute ?? '') ||
        compare(a.candidate.style, b.candidate.style),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function ownScore(
  candidate: Candidate,
  launches: readonly Launch[],
  mounted: ReadonlySet<string>,
  projectName: string | null,
): number {
  const folders = folderOf(candidate.file).split('/').filter(Boolean);
  const name = posix.basename(candidate.file, '.py');
  let score = styleScores[candidate.style];
  // A script, module or console script that serves is a service like any other; one that does not is a job.
  if (['script', 'module', 'console-script'].includes(candidate.style) && candidate.launches.some(serves)) score += 16;
  score += fileScores[name] ?? 0;
  score +=
    candidate.attribute === null
      ? 4
      : (attributeScores[candidate.attribute] ?? (/_app$|^app_/.test(candidate.attribute) ? 2 : 0));
  score -= folders.filter((folder) => folder !== 'src').length * 3;
  if (folders.some((folder) => asideFolder.test(folder))) score -= 40;
  if (
    candidate.console !== undefined &&
    projectName !== null &&
    normalizeName(candidate.console) === normalizeName(projectName)
  )
    score += 8;
  if (candidate.factory) score -= 6;
  const identity = identityOf(candidate);
  if (mounted.has(identity) && !candidate.application?.wrapped) score -= 25;
  if (launches.some((launch) => isLaunchOf(launch, candidate))) score += 16;
  return score;
}

/** What two candidates have in common that are the same application by two names. */
export function identityOf({ application, file, style, line, console, attribute }: Candidate): string {
  if (application) return `${application.module.path}:${application.line}`;
  if (attribute !== null) return `${file}:${attribute}`;
  if (console !== undefined) return `console:${file}:${line}`;
  return `${style === 'streamlit' || style === 'chainlit' ? style : 'run'}:${file}`;
}

export function serves(launch: Launch): boolean {
  return launch.by !== 'bot' && launch.by !== 'metrics' && launch.transport !== 'stdio';
}

/** Whether a launch starts the application of a candidate: the same object, or named in its text. */
export function isLaunchOf(launch: Launch, candidate: Candidate): boolean {
  if (launch.application && candidate.application)
    return (
      launch.application.module.path === candidate.application.module.path &&
      launch.application.line === candidate.application.line
    );
  if (!launch.targetText || candidate.attribute === null) return false;
  const [module = '', attribute = ''] = launch.targetText.split(':');
  return attribute === candidate.attribute && endsWithModule(candidate.file, module);
}

/** Whether a declared start names a candidate. */
export function names({ start }: UnderstoodStart, candidate: Candidate): boolean {
  const { file, target, program } = start;
  if (candidate.program !== undefined) return (program === 'console' ? target : program) === candidate.program;
  if (candidate.console !== undefined) return program === 'console' && target === candidate.console;
  if (candidate.style === 'module')
    return program === 'module' && target !== null && endsWithModule(candidate.file, `${target}.__main__`);
  if (program === 'module' || program === 'python') {
    if (candidate.attribute !== null || candidate.style === 'streamlit' || candidate.style === 'chainlit') return false;
    return file !== null
      ? endsWithPath(candidate.file, file)
      : target !== null && endsWithModule(candidate.file, target);
  }
  if (candidate.framework === 'langgraph') return program === 'langgraph';
  if (candidate.framework === 'google-adk') return program === 'adk';
  if (candidate.framework === 'django' && program === 'django') return true;
  if (candidate.style === 'streamlit' || candidate.style === 'chainlit')
    return program === candidate.style && file !== null && endsWithPath(candidate.file, file);
  if (file !== null && candidate.attribute !== null)
    return endsWithPath(candidate.file, file) || candidate.file.endsWith(`${file.replace(/^\.?\//, '')}/__init__.py`);
  // `litestar run`, `flask run`: the framework finds its application by itself.
  if (target === null && file === null && program === candidate.framework) return true;
  if (target === null || candidate.attribute === null) return false;
  const [module = '', attribute] = target.split(':');
  return (
    (attribute === undefined
      ? ['app', 'application'].includes(candidate.attribute)
      : attribute.split('.')[0] === candidate.attribute) && endsWithModule(candidate.file, module)
  );
}

export function endsWithModule(file: string, module: string): boolean {
  const path = module.replaceAll('.', '/');
  return endsWithPath(file, `${path}.py`) || endsWithPath(file, `${path}/__init__.py`);
}

/** `/app/main.py` in an image may be `main.py` or `app/main.py` of the repository, so either may end with the other. */
function endsWithPath(file: string, named: string): boolean {
  const bare = posix.normalize(named).replace(/^(?:\.\.?\/|\/)+/, '');
  return file === bare || file.endsWith(`/${bare}`) || (named.startsWith('/') && bare.endsWith(`/${file}`));
}
