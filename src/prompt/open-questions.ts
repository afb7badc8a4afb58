import { questionPage } from '../knowledge/questions.js';
import type { Project, Question } from '../project/project.js';
import { runsModels } from '../spec/expected-size.js';
import type { Spec } from '../spec/schema.js';

/** A project as a prompt looks at it. */
export interface Reading {
  project: Project;
  spec: Spec;
  /** What draft_spec would ask. */
  questions: readonly Question[];
  /** A person has reviewed the Spec: it is a file. */
  isWritten: boolean;
}

/** A question that neither the repository nor a written Spec answers. */
export type OpenQuestion = Pick<Question, 'id' | 'question' | 'default'> & Partial<Question>;

/** Files and folders that tell where it runs. */
const targets =
  /^(?:compose|docker-compose)[\w.-]*\.ya?ml$|^(?:fly\.toml|render\.yaml|app\.yaml|Procfile)$|^(?:k8s|kubernetes|helm|charts?)\/$/;

/** What the reading does not ask about, and the default where it is open; null where the repository answers it or it does not arise. */
const others: Readonly<Record<string, (reading: Reading) => string | null>> = {
  goal: ({ spec }) => spec.goal,
  state: ({ project, spec }) => {
    const beside = project.writablePaths.filter((path) => !spec.volumes.includes(path));
    return beside.length > 0 ? `it writes to ${beside.slice(0, 3).join(', ')}, which is not kept` : null;
  },
  'model-weights': ({ project }) => (runsModels(project) ? '/models' : null),
  'image-size': ({ spec }) => (spec.criteria['image-size'] ? String(spec.criteria['image-size'].max) : null),
  'cold-start': ({ spec }) => spec.criteria['cold-start']?.max ?? null,
  memory: ({ spec }) => String(spec.resources.memory),
  vulnerabilities: ({ spec }) => (spec.criteria.vulnerabilities ? null : 'not measured'),
  target: ({ project }) => (project.topLevel.some((name) => targets.test(name)) ? null : 'compose'),
  compliance: () => 'none',
};

/** The questions among `ids` that are open for a project: what draft_spec asks first, then what no repository tells. */
export function openQuestions(ids: readonly string[], reading: Reading): OpenQuestion[] {
  const asked = reading.questions.filter(({ id }) => ids.includes(questionPage(id)?.id ?? id));
  if (reading.isWritten) return asked;
  const further = ids.flatMap((id) => {
    const taken = Object.hasOwn(others, id) ? others[id]?.(reading) : null;
    const page = taken === null || taken === undefined ? null : questionPage(id);
    return page ? [{ id, question: page.question, default: taken as string }] : [];
  });
  return [...asked, ...further];
}
