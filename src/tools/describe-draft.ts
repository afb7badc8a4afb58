import type { Evidence, Question } from '../project/project.js';
import type { Criteria, Spec } from '../spec/schema.js';
import { asData, asSentence, asWord } from './as-data.js';
import { describeQuestion } from './describe-question.js';

/** What a person is told of a project; the structured output has all that was read. */
const shownFacts = new Set(['framework', 'entrypoint', 'health', 'package-manager', 'python-version', 'lock']);

export interface Draft {
  spec: Spec;
  questions: Question[];
  evidence: Evidence[];
  warnings: string[];
  written: boolean;
}

/** The draft for a model: what was read and where, the criteria, the open questions. The repository's own words are in quotes. */
export function describeDraft({ spec, questions, evidence, warnings, written }: Draft): string {
  const { app, runtime, services, environment, criteria } = spec;
  const facts = evidence.filter(({ fact }) => shownFacts.has(fact));
  return [
    `${asWord(app.name)} ${asWord(app.version)}: ${app.framework ? asWord(app.framework) : 'no framework'}, Python ${asWord(runtime.version)}, ${runtime.packageManager}, port ${app.port ?? 'none'}; starts with ${app.command.map(asWord).join(' ')}.`,
    ...listed(
      'Read',
      facts.map(({ fact, value, file, line }) => `${fact} ${asWord(value)} (${asWord(file)}${line ? `:${line}` : ''})`),
    ),
    ...listed('Settings', environment.map(describeVariable)),
    ...listed(
      'Services',
      services.map(({ name, required }) => `${asWord(name)} ${required ? 'required' : 'optional'}`),
    ),
    ...listed('Criteria', describeCriteria(criteria)),
    ...questions.map(describeQuestion),
    ...warnings.map((warning) => `Warning: ${asSentence(warning)}`),
    written ? 'container.spec.yaml is written.' : 'Nothing was written.',
  ].join('\n');
}

/** @param path as it was given @param onDisk there is a container.spec.yaml, which holds until it is changed */
export function afterDraft({ questions, written }: Draft, path: string, onDisk: boolean): string[] {
  if (written) return ['Call generate_dockerfile with the same path and write: true.'];
  const write = 'and write: true.';
  if (questions.length > 0)
    return [
      `Put the questions to the user, with the defaults, and show the criteria. Then call draft_spec with the same arguments, answers ${write}`,
    ];
  return onDisk
    ? [
        `Show the user the criteria of container.spec.yaml. Offer: generate_dockerfile with path: ${asWord(path)} ${write}`,
      ]
    : [`Show the user the criteria. Then call draft_spec with the same arguments ${write}`];
}

/** Each criterion with its limits: `image-size max 200MB`. */
export function describeCriteria(criteria: Criteria): string[] {
  return Object.entries(criteria).map(([id, limits]) => {
    if (Array.isArray(limits)) return `${id} ${limits.map(({ request }) => asData(request)).join(', ')}`;
    const set = Object.entries(limits).filter(([, value]) => value !== true);
    return [id, ...set.map(([name, value]) => `${name} ${asWord(String(value))}`)].join(' ');
  });
}

function describeVariable({ name, secret, required, default: value }: Spec['environment'][number]): string {
  const kind = [...(secret ? ['secret'] : []), ...(required ? ['required'] : [])];
  return [name, ...(value === undefined ? kind : [`default ${asWord(value)}`, ...kind])].join(' ');
}

function listed(label: string, items: string[]): string[] {
  return items.length > 0 ? [`${label}: ${items.join('; ')}.`] : [];
}
