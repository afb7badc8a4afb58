import { Fault } from '../../fault.js';
import type { DeclaredStart } from '../declared-start.js';
import { composeStarts, imageStarts } from '../image-starts.js';
import { folderOf } from '../places.js';
import { platformStarts } from '../platform-starts.js';
import { proseStarts } from '../prose-starts.js';
import { applicationOf } from './application-value.js';
import { type Candidate, findCandidates } from './candidates.js';
import { declaredCandidates } from './declared-candidates.js';
import type { Modules } from './modules.js';
import { identityOf, isLaunchOf, names, type Ranked, rankCandidates, serves } from './rank-candidates.js';
import { isInstalled } from './serve-command.js';
import { consoleCandidates, scriptCandidates, specialCandidates } from './special-candidates.js';
import { startOf } from './start.js';
import { interpretCommand } from './start-command.js';
import { noStart, type Start, type StartContext } from './start-context.js';
import { type UnderstoodStart, understandStart } from './understand-start.js';
import { allExpressions } from './walk-syntax.js';
import { workspaceFolders } from './workspace.js';

export interface Chosen {
  start: Start;
  candidate: Candidate | null;
  declared: readonly DeclaredStart[];
  /** Commands that declared starts run before the one that serves. */
  before: string[][];
}

/** A score this far behind the best is no contest. */
const closeRace = 10;

/** Finds everything that could be started, ranks it, and asks where two are close. `wanted` names one of them (`--app`). */
export function chooseStart(context: Omit<StartContext, 'launches'>, wanted: string | null): Chosen {
  const { repository, modules, metadata, findings } = context;
  const { candidates, launches } = findCandidates(modules);
  const full = { ...context, launches };
  const consoles = consoleCandidates(modules, metadata, launches);
  // A module of a package may need its package installed; its console script is the way in.
  const scripts = scriptCandidates(modules, launches).filter(
    (script) => !consoles.some(({ file }) => file === script.file && folderOf(file) !== ''),
  );
  const objects = [...candidates, ...specialCandidates(repository, modules)];
  const declared = [
    ...platformStarts(repository),
    ...imageStarts(repository),
    ...composeStarts(repository),
    ...proseStarts(repository),
  ];
  const understood = declared.map(understandStart).filter((start) => start !== null);
  const aliases = [...scripts, ...consoles].filter((script) => servedObject(script, objects) !== null);
  const starts = understood.flatMap((start) => [start, ...throughScript(start, aliases, objects)]);
  const stated = declaredCandidates(
    modules,
    context.dependencies,
    [...objects, ...scripts, ...consoles],
    starts,
    launches,
  );
  const all = oneDjango(
    [
      ...objects,
      ...stated,
      ...scripts.filter((script) => !aliases.includes(script)),
      ...consoles.filter((script) => !aliases.includes(script)),
    ],
    starts,
    context,
  );
  const ranked = distinct(
    rankCandidates(all, starts, launches, mountedApplications(modules, objects), metadata.name),
  ).filter(({ score }) => score > 0);
  const chosen = wanted === null ? ranked[0] : wantedOf(wanted, ranked, full);
  if (!chosen) return { start: noStart, candidate: null, declared, before: [] };
  const start = startOf(chosen, { ...full, port: statedPort(chosen, declared) });
  explain(chosen, start, findings);
  if (wanted === null) ask(ranked, start, full);
  return {
    start,
    candidate: chosen.candidate,
    declared: declaredFor(chosen, declared),
    before: chosen.declared?.before ?? [],
  };
}

/** The application object that a script starts, so that it can be served without the script. */
function servedObject(script: Candidate, objects: readonly Candidate[]): Candidate | null {
  const serving = script.launches.filter(serves);
  return (
    objects.find(
      (object) =>
        (object.style === 'asgi' || object.style === 'wsgi') &&
        !object.factory &&
        serving.some((launch) => isLaunchOf(launch, object)),
    ) ??
    objects.find(
      (object) => object.factory && serving.some((launch) => launch.factory && isLaunchOf(launch, object)),
    ) ??
    null
  );
}

/** A declared `python main.py` names the application that main.py serves. */
function throughScript(
  start: UnderstoodStart,
  aliases: readonly Candidate[],
  objects: readonly Candidate[],
): UnderstoodStart[] {
  return aliases
    .filter((script) => names(start, script))
    .map((script) => servedObject(script, objects))
    .filter((object) => object !== null)
    .map((object) => ({
      ...start,
      start: { ...start.start, program: '', file: object.file, target: null, options: [] },
    }));
}

/** Django has a WSGI and an ASGI object for the same application; one of them is meant. */
function oneDjango(
  candidates: Candidate[],
  starts: readonly UnderstoodStart[],
  { dependencies }: Pick<StartContext, 'dependencies'>,
): Candidate[] {
  const django = candidates.filter(({ framework }) => framework === 'django');
  const asgi = django.filter(({ style }) => style === 'asgi');
  const wsgi = django.filter(({ style }) => style === 'wsgi');
  if (asgi.length === 0 || wsgi.length === 0) return candidates;
  const stated = [3, 2]
    .map((weight) =>
      starts.find(
        (start) =>
          start.weight === weight &&
          django.some((candidate) => names(start, candidate) && start.start.program !== 'django'),
      ),
    )
    .find((start) => start !== undefined);
  const channels = ['channels', 'daphne'].some((name) => dependencies.direct.some((entry) => entry.name === name));
  const onlyAsgi =
    !isInstalled(dependencies, 'gunicorn') && ['uvicorn', 'hypercorn'].some((name) => isInstalled(dependencies, name));
  const wantsAsgi = stated ? asgi.some((candidate) => names(stated, candidate)) : channels || onlyAsgi;
  const dropped = wantsAsgi ? wsgi : asgi;
  return candidates.filter((candidate) => !dropped.includes(candidate));
}

/** Applications that another one mounts: `app.mount("/api", api)`. */
function mountedApplications(modules: Modules, objects: readonly Candidate[]): Set<string> {
  const mounted = new Set<string>();
  const files = new Set(
    objects.flatMap(({ file, application }) => [file, ...(application ? [application.module.path] : [])]),
  );
  for (const path of files) {
    const module = modules.get(path);
    for (const expression of module ? allExpressions(module.body) : []) {
      if (expression.kind !== 'call') continue;
      const callee = expression.callee;
      const isMount =
        (callee.kind === 'attribute' && ['mount', 'add_subapp'].includes(callee.name)) ||
        (callee.kind === 'name' && callee.name === 'Mount') ||
        (callee.kind === 'attribute' && callee.name === 'mount_gradio_app');
      const child =
        callee.kind === 'attribute' && callee.name === 'mount_gradio_app'
          ? (expression.args[1] ?? expression.keywords.get('blocks'))
          : (expression.args[1] ?? expression.keywords.get('app'));
      const application = module && isMount && child ? applicationOf(modules, module, child) : null;
      if (application) mounted.add(`${application.module.path}:${application.line}`);
    }
  }
  return mounted;
}

/** The best candidate of each application. */
function distinct(ranked: Ranked[]): Ranked[] {
  const seen = new Set<string>();
  return ranked.filter(({ candidate }) => {
    const identity = identityOf(candidate);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function wantedOf(wanted: string, ranked: Ranked[], context: StartContext): Ranked {
  const quiet = { ...context, findings: { evidence: [], questions: [], warnings: [] } };
  const exact = ranked.find((entry) => startOf(entry, quiet).entrypoint?.target === wanted);
  const below = ranked.find(({ candidate }) => candidate.file.startsWith(`${wanted.replace(/\/$/, '')}/`));
  const start = interpretCommand(
    wanted.endsWith('.py') ? ['python', wanted] : wanted.includes(':') ? ['uvicorn', wanted] : ['python', '-m', wanted],
  );
  const stated: UnderstoodStart | null = start
    ? { command: wanted, folder: null, port: null, healthPath: null, weight: 3, file: '', start, before: [] }
    : null;
  const found =
    exact ?? ranked.find(({ candidate }) => candidate.file === wanted || (stated !== null && names(stated, candidate)));
  if (found ?? below) return (found ?? below) as Ranked;
  const targets = ranked.slice(0, 6).map((entry) => startOf(entry, quiet).entrypoint?.target);
  throw new Fault(
    'invalid-input',
    `There is neither a folder nor an entry point ${JSON.stringify(wanted)} in ${context.repository.root}.`,
    targets.length > 0
      ? `Name one of: ${targets.join(', ')}; or a folder with a project of its own.`
      : 'Name a folder with a project of its own.',
  );
}

function explain({ candidate, declared }: Ranked, start: Start, findings: StartContext['findings']): void {
  if (start.framework)
    findings.evidence.push({
      fact: 'framework',
      value: start.framework,
      file: candidate.application?.module.path ?? candidate.file,
      line: candidate.application?.line ?? candidate.line,
    });
  if (start.entrypoint)
    findings.evidence.push({
      fact: 'entry point',
      value: start.entrypoint.target,
      file: candidate.file,
      line: candidate.line,
    });
  if (declared)
    findings.evidence.push({
      fact: 'start command',
      value:
        [declared.start.program, declared.start.target ?? declared.start.file ?? ''].join(' ').trim() || 'declared',
      file: declared.file,
      line: declared.line,
    });
}

function ask(ranked: Ranked[], start: Start, context: StartContext): void {
  const [best, ...others] = ranked;
  if (!best || !start.entrypoint) return;
  const quiet = { ...context, findings: { evidence: [], questions: [], warnings: [] } };
  // Two images of one repository are two services, however the rest compares.
  const sameWeight = (rival: Ranked) =>
    rival.declared !== null && rival.declared.weight >= Math.max(2, best.declared?.weight ?? 0);
  const rivals = others
    .filter(
      (rival) => rival.candidate.program !== 'celery' && (rival.score >= best.score - closeRace || sameWeight(rival)),
    )
    .slice(0, 5);
  if (askForMember(best, rivals, context)) return;
  const options = [
    ...new Set([
      start.entrypoint.target,
      ...rivals.map((rival) => startOf(rival, quiet).entrypoint?.target).filter((target) => target !== undefined),
    ]),
  ];
  if (options.length < 2) return;
  context.findings.questions.push({
    id: 'entrypoint',
    question: 'Which of these is the service that the image starts?',
    why: `${options.length} entry points are about equally likely: ${rivals.map(({ candidate }) => `${candidate.file}:${candidate.line}`).join(', ')} beside ${best.candidate.file}:${best.candidate.line}.`,
    default: start.entrypoint.target,
    options,
  });
}

/** Services of one workspace are told apart by their folders, since their entry points may have the same name. */
function askForMember(best: Ranked, rivals: readonly Ranked[], { repository, findings }: StartContext): boolean {
  const members = workspaceFolders(repository);
  const folderOfMember = ({ candidate }: Ranked) =>
    members.filter((member) => candidate.file.startsWith(`${member}/`)).sort((a, b) => b.length - a.length)[0];
  const own = folderOfMember(best);
  const options = [...new Set([own, ...rivals.map(folderOfMember)])].filter((folder) => folder !== undefined);
  if (own === undefined || options.length < 2) return false;
  findings.questions.push({
    id: 'app',
    question: 'Which service of this workspace is containerized?',
    why: `${options.length} of its members have something to start.`,
    default: own,
    options,
  });
  return true;
}

/** The port that an image exposes or a platform is told, where the start that names the application says none. */
function statedPort(chosen: Ranked, declared: readonly DeclaredStart[]): number | null {
  return declaredFor(chosen, declared).find(({ weight, port }) => weight === 3 && port !== null)?.port ?? null;
}

/** Declared starts of the chosen application, and those that name no application at all. */
function declaredFor(chosen: Ranked, declared: readonly DeclaredStart[]): DeclaredStart[] {
  return declared.filter((start) => {
    const understood = understandStart(start);
    return (
      understood === null ||
      names(understood, chosen.candidate) ||
      (chosen.declared !== null && chosen.declared.file === start.file && chosen.declared.line === start.line)
    );
  });
}
