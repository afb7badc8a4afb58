import type { Spec } from './schema.js';

/** Answers to questions by question id. */
export type Answers = Record<string, string>;

/**
 * Answers to what the reading does not ask about, by question id (prompts/questions): each sets the part of the Spec that
 * its page names. What they write is checked with the rest of the Spec.
 */
const setters: Readonly<Record<string, (spec: Spec, answer: string) => void>> = {
  goal: (spec, answer) => {
    spec.goal = answer;
  },
  port: (spec, answer) => {
    spec.app.port = answer === 'none' ? null : Number(answer);
  },
  state: (spec, answer) => addTo(spec.volumes, answer),
  'model-weights': (spec, answer) => addTo(spec.volumes, answer),
  'image-size': ({ criteria }, answer) => {
    criteria['image-size'] = { max: answer };
  },
  'cold-start': ({ criteria }, answer) => {
    criteria['cold-start'] = { max: answer };
  },
  memory: (spec, answer) => {
    spec.resources.memory = answer;
  },
  vulnerabilities: ({ criteria }, answer) => {
    criteria.vulnerabilities = { critical: Number(answer) };
  },
  target: (spec, answer) => addTo(spec.constraints, `runs on ${answer}`),
  compliance: (spec, answer) => addTo(spec.constraints, answer),
};

/** Ids of the questions that are answered so. */
export const settledQuestions: ReadonlySet<string> = new Set(Object.keys(setters));

/** Changes the Spec by those answers; `none` leaves lists as they are. */
export function settleAnswers(spec: Spec, answers: Answers): void {
  for (const [id, answer] of Object.entries(answers))
    if (Object.hasOwn(setters, id)) setters[id]?.(spec, answer.trim());
}

function addTo(list: string[], answer: string): void {
  const items = answer
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'none' && !list.includes(item));
  list.push(...items);
}
