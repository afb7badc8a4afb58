import { Fault } from '../fault.js';
import type { Project, Question } from '../project/project.js';
import type { Spec } from '../spec/schema.js';
import type { Answers } from '../spec/settle-answers.js';
import type { ToolContext } from './tool.js';

export interface ProjectAndSpec {
  project: Project;
  spec: Spec;
  questions: Question[];
  /** The Spec's text on disk, null where it was drafted. */
  specText: string | null;
}

export interface SpecRequest {
  path: string;
  app?: string | undefined;
  goal?: string | undefined;
  answers?: Answers | undefined;
  /** A Spec given with the call wins over the one on disk. */
  spec?: Record<string, unknown> | undefined;
}

/** Reads a repository and its Spec: the one given, else the one on disk, else a draft. @throws Fault */
export async function readProjectAndSpec(request: SpecRequest, context: ToolContext): Promise<ProjectAndSpec> {
  const [{ readProject }, { readSpecText, parseSpec, checkSpec }, { draftSpec }, { settleAnswers }] = await Promise.all(
    [
      import('../project/read-project.js'),
      import('../spec/read-spec.js'),
      import('../spec/draft.js'),
      import('../spec/settle-answers.js'),
    ],
  );
  const root = await context.resolvePath(request.path);
  context.report(`reading ${root}`);
  const app = request.answers?.entrypoint ?? request.answers?.app ?? request.app;
  const project = await readProject(root, context, app === undefined ? {} : { app });
  const options = { ...(request.goal === undefined ? {} : { goal: request.goal }), answers: request.answers ?? {} };
  if (request.spec)
    return { project, spec: givenSpec(request.spec, checkSpec), questions: project.questions, specText: null };
  const specText = await readSpecText(project.root);
  if (specText === null) return { project, ...(await draftSpec(project, options)), specText };
  const existing = parseSpec(specText);
  if (!request.goal && Object.keys(options.answers).length === 0)
    return { project, spec: existing, questions: openQuestions(project.questions, existing), specText };
  const { spec: drafted } = await draftSpec(project, options);
  const spec = applyAnswers(existing, drafted, request);
  settleAnswers(spec, options.answers);
  return { project, spec, questions: openQuestions(project.questions, spec), specText };
}

/** @throws Fault `invalid-spec` that speaks of the argument, not of a file */
function givenSpec(given: Record<string, unknown>, check: (given: unknown) => Spec): Spec {
  try {
    return check(given);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const message = error.message.replaceAll('container.spec.yaml: ', '');
    throw new Fault(
      error.code,
      `The spec that was given: ${message}`,
      'Take the spec of an answer and change that, or leave it out.',
    );
  }
}

/** A reviewed Spec keeps all that was not answered anew. */
function applyAnswers(existing: Spec, drafted: Spec, { goal, answers = {} }: SpecRequest): Spec {
  const spec = structuredClone(existing);
  if (goal) spec.goal = goal;
  if ('entrypoint' in answers || 'app' in answers)
    spec.app = {
      ...spec.app,
      entrypoint: drafted.app.entrypoint,
      command: drafted.app.command,
      port: drafted.app.port,
    };
  if ('health' in answers && drafted.criteria.health) spec.criteria.health = drafted.criteria.health;
  if ('accelerator' in answers) spec.runtime.accelerator = drafted.runtime.accelerator;
  if (answers.registry && drafted.registry)
    spec.registry = { ...drafted.registry, ...spec.registry, repository: drafted.registry.repository };
  spec.services = spec.services.map((service) => {
    const answer = answers[`service-${service.name}`];
    return answer === undefined ? service : { ...service, required: answer === 'required' };
  });
  return spec;
}

/** A written Spec was reviewed: what it settles is not asked again. */
function openQuestions(questions: Question[], spec: Spec): Question[] {
  return questions.filter(({ id }) => {
    if (id === 'health') return !spec.criteria.health;
    if (id === 'registry') return !spec.registry?.repository;
    return id !== 'entrypoint' && id !== 'accelerator' && !id.startsWith('service-');
  });
}
