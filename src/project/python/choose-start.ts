import { Fault } from '../../fault.js';
import type { DeclaredStart } from '../declared-start.js';
import { composeStarts, imageStarts } from '../image-starts.js';
import { folderOf } from '../places.js';
import { platformStarts } from '../platform-starts.js';
import { proseStarts } from '../prose-starts.js';
import { type Candidate, findCandidates } from './candidates.js';
import { declaredCandidates } from './declared-candidates.js';
import { oneDjango } from './django-interface.js';
import { askEntryPoint } from './entry-point-question.js';
import { mountedApplications } from './mounted-applications.js';
import { identityOf, isLaunchOf, names, type Ranked, rankCandidates, serves } from './rank-candidates.js';
import { consoleCandidates, scriptCandidates, specialCandidates } from './special-candidates.js';
import { startOf } from './start.js';
import { interpretCommand } from './start-command.js';
import { noStart, type Start, type StartContext } from './start-context.js';
import { type UnderstoodStart, understandStart } from './understand-start.js';

export interface Chosen {
  start: Start;
  candidate: Candidate | null;
  declared: readonly DeclaredStart[];
  /** Commands that declared starts run before the one that serves. */
  before: string[][];
}

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
    ...composeStarts(repository, findings.warnings),
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
  if (wanted === null) askEntryPoint(ranked, start, full);
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
