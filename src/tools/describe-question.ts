import type { Question } from '../project/project.js';
import { asWord } from './as-data.js';

/** A question that only a person can answer, with what is taken until then. */
export function describeQuestion({ id, question, default: fallback, options = [] }: Question): string {
  const choice = options.length > 0 ? ` One of: ${options.map(asWord).join(', ')}.` : '';
  return `Ask the user (${id}): ${question}${choice} Default: ${asWord(fallback)}`;
}
