import type { Evidence, Question } from '../project/project.js';
import type { Spec } from '../spec/schema.js';

/** The facts that a person wants to see first; the rest is in --json. */
const shownFacts = new Set(['framework', 'entry point', 'port', 'health', 'package manager', 'python']);

interface Draft {
  spec: Spec;
  questions: Question[];
  evidence: Evidence[];
  warnings: string[];
  written: boolean;
}

/** The draft for a terminal: what was read with its place, the questions, what comes next. */
export function renderDraft(
  { spec, questions, evidence, warnings, written }: Draft,
  _flags: Record<string, string | boolean>,
  where: string,
): string {
  const { app, runtime, criteria } = spec;
  const lines = [
    `${app.name} ${app.version}   ${app.framework ?? 'no framework'}, Python ${runtime.version}, ${runtime.packageManager}`,
    `  start     ${app.command.join(' ')}`,
    `  port      ${app.port ?? 'none'}`,
    ...(criteria.health
      ? [
          `  health    ${'path' in criteria.health ? `GET ${criteria.health.path}` : 'TCP connect (no health endpoint found)'}`,
        ]
      : []),
    ...listed('settings', spec.environment.map(describeVariable)),
    ...listed(
      'services',
      spec.services.map(({ name, required }) => `${name} (${required ? 'required' : 'optional'})`),
    ),
    `  criteria  ${Object.keys(criteria).join(', ')}`,
  ];
  const facts = evidence.filter(({ fact }) => shownFacts.has(fact));
  if (facts.length)
    lines.push(
      '',
      '  read from',
      ...facts.map(
        ({ fact, value, file, line }) => `    ${fact.padEnd(16)} ${value}   ${file}${line ? `:${line}` : ''}`,
      ),
    );
  if (warnings.length) lines.push('', ...warnings.map((warning) => `  warning: ${warning}`));
  if (questions.length) {
    lines.push('', '  only you can tell');
    for (const { id, question, why, default: fallback, options } of questions)
      lines.push(
        `    ${id}: ${question}`,
        `      ${why}`,
        `      ${options?.length ? `one of ${options.join(', ')}; ` : ''}taken until you say otherwise: ${fallback}   (--answers ${id}=...)`,
      );
  }
  lines.push(
    '',
    written
      ? `container.spec.yaml is written; next: dockwright generate${where} --write`
      : `nothing was written; next: dockwright spec${where} --write`,
  );
  return lines.join('\n');
}

function describeVariable({ name, secret, required, default: value }: Spec['environment'][number]): string {
  if (secret) return `${name} (secret${required ? ', required' : ''})`;
  return value === undefined ? `${name}${required ? ' (required)' : ''}` : `${name}=${value}`;
}

function listed(label: string, items: string[]): string[] {
  return items.length ? [`  ${label.padEnd(9)} ${items.join(', ')}`] : [];
}
