import { flagsOf } from '../command-line/flags.js';
import { fullInputSchema } from '../tools/json-schema.js';
import type { Tool } from '../tools/tool.js';
import { principlePage } from './principle-uses.js';
import { readPrinciples } from './principles.js';

/** The tools as a Markdown table, for the README. */
export function toolTable(tools: readonly Tool[]): string {
  const rows = tools.map(
    (tool) =>
      `| \`${tool.name}\` | \`dockwright ${tool.command.name} [${tool.command.positional.label}]\` | ${effectsOf(tool)} | ${tool.title} |`,
  );
  return ['| tool (MCP) | command line | effects | what it does |', '|---|---|---|---|', ...rows].join('\n');
}

/** Every tool with its inputs and examples, for the skill. */
export function toolReference(tools: readonly Tool[]): string {
  const parts = tools.map((tool) => {
    const schema = fullInputSchema(tool) as {
      properties: Record<string, Record<string, unknown>>;
      required?: string[];
    };
    const required = new Set(schema.required ?? []);
    const inputs = Object.entries(schema.properties).map(
      ([name, property]) =>
        `| \`${name}\` | ${typeOf(property)} | ${isRequired(name, property, required)} | ${property.description ?? ''} |`,
    );
    const flags = flagsOf(tool).filter(({ own }) => own);
    return [
      `## \`${tool.name}\``,
      '',
      tool.description,
      '',
      '| input | type | default | meaning |',
      '|---|---|---|---|',
      ...inputs,
      '',
      `On the command line: \`dockwright ${tool.command.name}\`, the inputs as \`--kebab-case\` flags${flags.length ? `, and ${flags.map(({ name, description }) => `\`--${name}\` (${description})`).join(', ')}` : ''}.`,
      '',
      '| example | does |',
      '|---|---|',
      ...tool.command.examples.map(([command, what]) => `| \`${command}\` | ${what} |`),
    ].join('\n');
  });
  return ['# Tools', '', ...parts.flatMap((part) => [part, ''])].join('\n');
}

/** Every principle, for the skill. */
export function principleReference(): string {
  return [
    '# Principles',
    '',
    ...readPrinciples().flatMap((principle) => [
      `## ${principle.title}`,
      '',
      `\`${principle.id}\``,
      '',
      principlePage(principle, '###'),
      '',
    ]),
  ].join('\n');
}

function effectsOf({ effects }: Tool): string {
  if (effects.readOnlyHint) return 'reads';
  if (effects.openWorldHint && effects.destructiveHint) return 'pushes';
  return effects.openWorldHint ? 'builds and runs' : 'reads; writes when asked';
}

function typeOf(property: Record<string, unknown>): string {
  const items = property.items as { enum?: string[] } | undefined;
  const choices = (property.enum ?? items?.enum) as string[] | undefined;
  return `${String(property.type)}${choices ? `: ${choices.join(', ')}` : ''}`;
}

function isRequired(name: string, property: Record<string, unknown>, required: Set<string>): string {
  if (property.default !== undefined) return String(property.default);
  return required.has(name) ? 'required' : '';
}
