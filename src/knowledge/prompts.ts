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

/** Prompts that the MCP face offers; each is a workflow of prompts/ together with persona, questions and principles. */
export function listPrompts(): Prompt[] {
  return ['containerize'].map(readPrompt);
}

function readPrompt(file: string): Prompt {
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
      const principles = readPrinciples().map(
        ({ id, title, body: text }) => `- **${title}** (\`${id}\`): ${text.replace(/\n/g, ' ')}`,
      );
      return [
        ...(task.length ? [`# Task\n${task.join('\n')}`] : []),
        `# Who you are\n${read('persona.md').body.trim()}`,
        `# How you work\n${body.trim()}`,
        `# What to ask\n${read('questions.md').body.trim()}`,
        `# Principles\n${principles.join('\n')}`,
      ].join('\n\n');
    },
  };
}

function read(file: string): { data: Record<string, string>; body: string } {
  return splitFrontMatter(readFileSync(join(packagePath('prompts'), file), 'utf8'));
}
