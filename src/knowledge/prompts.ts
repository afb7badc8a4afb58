import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';
import { readPrinciples } from './principles.js';

export interface Prompt {
  name: string;
  title: string;
  description: string;
  arguments: { name: string; description: string }[];
  render(given: Record<string, string | undefined>): string;
}

/** A workflow of prompts/, and whether it carries what is to be decided while an image is made. */
interface Workflow {
  file: string;
  withDecisions: boolean;
}

const workflows: Workflow[] = [
  { file: 'containerize', withDecisions: true },
  { file: 'debug-container', withDecisions: false },
  { file: 'ship-image', withDecisions: false },
];

/** Prompts that the MCP face offers; each is a workflow together with the persona and, for some, questions and principles. */
export function listPrompts(): Prompt[] {
  return workflows.map(readPrompt);
}

function readPrompt({ file, withDecisions }: Workflow): Prompt {
  const { data, body } = read(`${file}.md`);
  const { name, title, description, ...others } = data as Record<'name' | 'title' | 'description', string>;
  const given = Object.entries(others as Record<string, string>).map(([key, text]) => ({
    name: key.replace('argument ', ''),
    description: text,
  }));
  return {
    name,
    title,
    description,
    arguments: given,
    render(values) {
      const task = given.flatMap(({ name }) => (values[name] ? [`${name}: ${values[name]}`] : []));
      return [
        ...(task.length ? [`# Task\n${task.join('\n')}`] : []),
        `# Who you are\n${read('persona.md').body.trim()}`,
        `# How you work\n${body.trim()}`,
        ...(withDecisions ? decisions() : []),
      ].join('\n\n');
    },
  };
}

function decisions(): string[] {
  const principles = readPrinciples().map(
    ({ id, title, statement }) => `- **${title}** (\`${id}\`): ${statement.replace(/\n/g, ' ')}`,
  );
  return [`# What to ask\n${read('questions.md').body.trim()}`, `# Principles\n${principles.join('\n')}`];
}

function read(file: string): { data: Record<string, string>; body: string } {
  return splitFrontMatter(readFileSync(join(packagePath('prompts'), file), 'utf8'));
}
