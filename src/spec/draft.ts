import { Fault } from '../fault.js';
import { worded } from '../knowledge/questions.js';
import type { Project, Question } from '../project/project.js';
import { holdsSecret } from '../secrets/secret-value.js';
import { expectedMegabytes, runsModels } from './expected-size.js';
import { checkSpec, specFileName } from './read-spec.js';
import { repositoryOfRemote } from './registry.js';
import type { Criteria, Spec } from './schema.js';
import { type Answers, settleAnswers, settledQuestions } from './settle-answers.js';

/**
 * Drafts a Spec from facts. Questions are what only a person can answer; `answers` settles them.
 * @throws Fault `not-supported` where no start command is known and none was answered
 */
export async function draftSpec(
  project: Project,
  options: { goal?: string; answers?: Answers } = {},
): Promise<{ spec: Spec; questions: Question[] }> {
  const answers = options.answers ?? {};
  const name = imageName(project.name);
  const suggested = await repositoryOfRemote(project.root, name);
  const questions = [...project.questions, registryQuestion(suggested)];
  for (const id of Object.keys(answers))
    if (!questions.some((question) => question.id === id) && !alwaysAnswerable.has(id))
      throw new Fault(
        'invalid-input',
        `There is no question with the id ${JSON.stringify(id)}.`,
        `The questions are: ${[...new Set([...questions.map((question) => question.id), ...alwaysAnswerable])].join(', ')}.`,
      );
  const command = project.command;
  if (!command)
    throw new Fault(
      'not-supported',
      [`No start command was found in ${project.root}.`, ...questions.filter(asksStart).map(({ why }) => why)].join(
        ' ',
      ),
      'Name the entry point with --app, as module:attribute (main:app) or as a script (worker.py); or add a Procfile with a web line.',
    );
  if (command.some(holdsSecret))
    throw new Fault(
      'not-supported',
      'The start command carries what looks like a secret; it would be written into the image and the Spec.',
      'Let the application read it from the environment, take it out of the command (Procfile, Dockerfile or script) and run this again.',
    );
  const spec: Spec = {
    apiVersion: 'dockwright/v1',
    goal: options.goal ?? defaultGoal(project),
    app: {
      name,
      version: project.version,
      language: project.language,
      framework: project.framework,
      entrypoint: project.entrypoint?.target ?? null,
      port: project.port,
      command,
    },
    runtime: {
      version: project.runtime.version,
      image: `python:${project.runtime.version}-slim`,
      variant: 'slim',
      packageManager: project.dependencies.manager,
      accelerator: accelerator(project, answers),
      user: 1000,
    },
    resources: runsModels(project) ? { memory: '8GB', cpus: 4, shm: '1GB' } : { memory: '512MB', cpus: 1, shm: '64MB' },
    volumes: project.writablePaths.filter((path) => path.startsWith('/')),
    criteria: draftCriteria(project, answers),
    services: project.services.map(({ name, required, env }) => ({
      name,
      required: requiredService(name, required, answers),
      ...(env ? { env } : {}),
    })),
    environment: project.environment
      .filter((variable) => variable.name !== 'PORT')
      .map(({ name, default: value, secret, required }) => ({
        name,
        ...(value !== undefined && !secret ? { default: value } : {}),
        ...(secret ? { secret } : {}),
        ...(value === undefined || secret ? { required } : {}),
      })),
    ...(project.systemPackages.length
      ? {
          systemPackages: {
            build: project.systemPackages.filter(({ stage }) => stage === 'build').map((entry) => entry.name),
            runtime: project.systemPackages.filter(({ stage }) => stage === 'runtime').map((entry) => entry.name),
          },
        }
      : {}),
    registry: { repository: repositoryOf(answers, suggested), tags: ['semver', 'latest'] },
    constraints: project.accelerator === 'none' ? ['no GPU'] : [],
    nonGoals: ['multi-architecture images', 'Helm chart'],
  };
  settleAnswers(spec, answers);
  return { spec: checkDraft(spec, answers), questions: questions.filter(({ id }) => !(id in answers)) };
}

/** What was read makes a valid Spec; where it is none, an answer is at fault. @throws Fault */
function checkDraft(spec: Spec, answers: Answers): Spec {
  try {
    return checkSpec(spec);
  } catch (error) {
    if (!(error instanceof Fault) || Object.keys(answers).length === 0) throw error;
    throw new Fault(
      'invalid-input',
      `An answer cannot be used: ${error.message.replaceAll(`${specFileName}: `, '')}`,
      'Nothing was written. Ask the user for another answer to that, and give all answers again.',
    );
  }
}

/** Answers that may be given although the reading left no doubt. */
const alwaysAnswerable = new Set(['entrypoint', 'health', 'registry', 'accelerator', 'app', ...settledQuestions]);

function asksStart({ id }: Question): boolean {
  return id === 'entrypoint';
}

function draftCriteria(project: Project, answers: Answers): Criteria {
  const listens = project.port !== null;
  return {
    'image-size': { max: `${expectedMegabytes(project)}MB` },
    'non-root': { required: true },
    ...(listens ? { health: health(project, answers) } : {}),
    ...(listens ? { 'cold-start': { max: runsModels(project) ? '60s' : '10s' } } : {}),
    configuration: { required: true },
    secrets: { required: true },
    'graceful-shutdown': { within: '10s' },
    'read-only-root': { required: true },
    logs: { required: true },
    rebuild: { max: '30s' },
  };
}

function health(project: Project, answers: Answers): NonNullable<Criteria['health']> {
  const answer = answers.health ?? project.healthPath;
  if (!answer || answer === 'tcp') return { tcp: true, within: '3s' };
  if (!answer.startsWith('/'))
    throw new Fault(
      'invalid-input',
      `The answer to "health" is ${JSON.stringify(answer)}.`,
      'Answer with a path such as /health, or with tcp.',
    );
  return { path: answer, within: '3s' };
}

function accelerator(project: Project, answers: Answers): Spec['runtime']['accelerator'] {
  if (answers.accelerator === 'cuda' || answers.accelerator === 'none') return answers.accelerator;
  return project.accelerator;
}

function requiredService(name: string, required: boolean, answers: Answers): boolean {
  const answer = answers[`service-${name}`];
  return answer === undefined ? required : answer === 'required';
}

function registryQuestion(suggested: string | null): Question {
  return {
    id: 'registry',
    ...worded('registry', { because: suggested ? 'remote' : 'unknown' }),
    default: suggested ?? 'none',
  };
}

/** `none` leaves it open until something is pushed. */
function repositoryOf({ registry }: Answers, suggested: string | null): string | null {
  return registry === 'none' ? null : (registry ?? suggested);
}

function defaultGoal(project: Project): string {
  const what = project.framework
    ? `${project.framework} ${project.kind === 'web' ? 'service' : project.kind}`
    : `Python ${project.kind}`;
  return `Containerize ${project.name}, a ${what}, for production.`;
}

/** A name that an image may have (the distribution grammar), from any name. */
export function imageName(name: string): string {
  const cleaned = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 64)
    .replace(/-$/, '');
  return cleaned || 'app';
}
