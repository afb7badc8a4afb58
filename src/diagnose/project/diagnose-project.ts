import type { Activity } from '../../activity.js';
import type { Engine } from '../../engine/connect.js';
import { shellWord } from '../../generate/text/shell.js';
import type { Remedy } from '../cause.js';
import { diagnoseContainer } from '../diagnose-container.js';
import type { Diagnosis, Verdict } from '../diagnosis.js';
import { plainText } from '../evidence/plain-text.js';
import { findContainers, type ProjectContainer } from '../evidence/project-containers.js';
import type { ExpectedProject, ExpectedService } from './compose-project.js';
import { originsOf, type ServiceState } from './consequences.js';
import { requireProject } from './require-project.js';

export interface ProjectWishes {
  tail?: number;
  since?: string;
  probe: boolean;
}

export interface ServiceDiagnosis extends Diagnosis {
  service: string;
  /** Services whose trouble this one suffers from. */
  consequenceOf: readonly string[];
}

export interface MissingService {
  service: string;
  /** Services that depend on it. */
  neededBy: readonly string[];
}

export interface ProjectDiagnosis {
  project: string;
  /** First causes, then their consequences, then what cannot be told, then what is well; dependencies first in each. */
  containers: readonly ServiceDiagnosis[];
  /** Services without a container. */
  missing: readonly MissingService[];
  /** What starts those. */
  remedies: readonly Remedy[];
  verdict: Verdict;
}

/** Each reads a log; more at once make none of them faster. */
const together = 4;

/**
 * Diagnoses every container of a Compose project and tells causes from consequences.
 * @param expected its name, and what its Compose file starts where one was read
 * @throws Fault container-not-found where the engine knows no such project
 */
export async function diagnoseProject(
  engine: Engine,
  expected: ExpectedProject,
  wishes: ProjectWishes,
  activity: Activity,
): Promise<ProjectDiagnosis> {
  const { name, services } = expected;
  const find = services.length > 0 ? findContainersOf : requireProject;
  const containers = (await find(engine, name, activity.signal)).map((container) => withFile(container, services));
  const states = await diagnoseAll(engine, containers, wishes, activity);
  const missing = missingServices(states, services);
  return {
    project: plainText(name, 255),
    containers: inOrder(states, missing),
    missing,
    remedies: startMissing(expected, missing),
    verdict: verdictOf(states, missing),
  };
}

/** A container's own label tells what it waited for; the file tells what it needs. */
function withFile(container: ProjectContainer, services: readonly ExpectedService[]): ProjectContainer {
  const inFile = services.find(({ service }) => service === container.service)?.dependsOn ?? [];
  return { ...container, dependsOn: [...new Set([...container.dependsOn, ...inFile])] };
}

function startMissing({ name, file }: ExpectedProject, missing: readonly MissingService[]): Remedy[] {
  if (missing.length === 0) return [];
  const services = missing.map(({ service }) => shellWord(service)).join(' ');
  const from = file === undefined ? '' : ` -f ${shellWord(file)}`;
  const command = `docker compose${from} -p ${shellWord(name)} up -d ${services}`;
  return [{ description: 'Start what is missing', command }];
}

function findContainersOf(engine: Engine, project: string, signal: AbortSignal): Promise<ProjectContainer[]> {
  return findContainers(engine, { project }, signal);
}

async function diagnoseAll(
  engine: Engine,
  containers: readonly ProjectContainer[],
  wishes: ProjectWishes,
  activity: Activity,
): Promise<ServiceState[]> {
  const states: ServiceState[] = [];
  let done = 0;
  for (let from = 0; from < containers.length; from += together) {
    const group = containers.slice(from, from + together);
    const found = await Promise.all(
      group.map(async ({ id, service, dependsOn }) => {
        const diagnosis = await diagnoseContainer(engine, id, wishes, { ...activity, report: () => {} });
        activity.report(`looked at ${diagnosis.container.name}`, ++done, containers.length);
        return { service, dependsOn, diagnosis };
      }),
    );
    states.push(...found);
  }
  return states;
}

/** What the file starts or another service needs, and has no container. */
function missingServices(states: readonly ServiceState[], expected: readonly ExpectedService[]): MissingService[] {
  const present = new Set(states.map(({ service }) => service));
  const known = [...expected, ...states];
  const wanted = [...expected.map(({ service }) => service), ...states.flatMap(({ dependsOn }) => dependsOn)];
  return [...new Set(wanted)]
    .filter((service) => !present.has(service))
    .map((service) => ({
      service,
      neededBy: [
        ...new Set(known.filter(({ dependsOn }) => dependsOn.includes(service)).map((needing) => needing.service)),
      ],
    }));
}

function inOrder(states: readonly ServiceState[], missing: readonly MissingService[]): ServiceDiagnosis[] {
  const absent = missing.map(({ service }) => service);
  const diagnosed = states.map((state) => ({
    ...state.diagnosis,
    service: state.service,
    consequenceOf: originsOf(state, states, absent),
  }));
  const origins = new Set(diagnosed.flatMap(({ consequenceOf }) => consequenceOf));
  const rank = ({ verdict, service, consequenceOf }: ServiceDiagnosis): number => {
    if (consequenceOf.length > 0) return 1;
    if (verdict === 'faulty' || origins.has(service)) return 0;
    return verdict === 'unknown' ? 2 : 3;
  };
  // a stable sort: dependencies stay before what needs them
  return diagnosed.sort((a, b) => rank(a) - rank(b));
}

/** Where nothing was ever started nothing is broken yet. */
function verdictOf(states: readonly ServiceState[], missing: readonly MissingService[]): Verdict {
  const verdicts = states.map(({ diagnosis }) => diagnosis.verdict);
  if (verdicts.includes('faulty') || (missing.length > 0 && states.length > 0)) return 'faulty';
  return verdicts.includes('unknown') || missing.length > 0 ? 'unknown' : 'healthy';
}
