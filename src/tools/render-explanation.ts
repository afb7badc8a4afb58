import type { Explanation } from '../explain/explain.js';

/** For a terminal and for a model alike: the page, then what was seen of the reader's own. */
export function renderExplanation({ markdown, applied }: Explanation): string {
  if (!applied) return markdown;
  const { kind, name, facts } = applied;
  const width = Math.min(28, Math.max(...facts.map((fact) => fact.name.length)));
  return [
    markdown,
    '',
    `## Here: ${kind} ${name}`,
    '',
    ...facts.map((fact) => `    ${fact.name.padEnd(width)}  ${fact.value}`),
  ].join('\n');
}
