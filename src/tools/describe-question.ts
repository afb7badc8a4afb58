import type { Question } from '../project/project.js';
import { asSentence, asWord } from './as-data.js';

/** A question that only a person can answer, with what is taken until then. */
export function describeQuestion({ id, question, default: fallback, options = [] }: Question): string {
  const choice = options.length > 0 ? ` One of: ${options.map(asWord).join(', ')}.` : '';
  return `Ask the user (${asWord(id)}): ${asSentence(question)}${choice} Default: ${asWord(fallback)}`;
}
