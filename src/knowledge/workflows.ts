import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitFrontMatter } from './front-matter.js';
import { packagePath } from './package-root.js';

/** A way of working, as an assistant follows it: which tools in which order, what to ask between, when it is done. */
export interface Workflow {
  /** Of the prompt that carries it. */
  name: string;
  title: string;
  description: string;
  arguments: { name: string; description: string }[];
  /** Ids of questions that matter for it. */
  questions: string[];
  /** Ids of principles that matter for it. */
  principles: string[];
  /** Verdicts and errors whose meaning it needs (prompts/verdicts.md). */
  verdicts: string[];
  body: string;
}

/** File names of prompts/workflows, in the order in which they are offered. */
const files = [
  'containerize',
  'improve-dockerfile',
  'shrink-image',
  'harden-image',
  'debug-container',
  'prepare-for-kubernetes',
  'ship-image',
  'review-dockerfile',
  'teach',
];

let workflows: readonly Workflow[] | undefined;

/** Every workflow. */
export function readWorkflows(): readonly Workflow[] {
  workflows ??= files.map((name) => {
    const { data, body } = readPage(join('workflows', `${name}.md`));
    const list = (key: string) => (data[key] ?? '').split(', ').filter(Boolean);
    return {
      name: String(data.name),
      title: String(data.title),
      description: String(data.description),
      arguments: Object.entries(data).flatMap(([key, description]) =>
        key.startsWith('argument ') ? [{ name: key.slice('argument '.length), description }] : [],
      ),
      questions: list('questions'),
      principles: list('principles'),
      verdicts: list('verdicts'),
      body: body.trim(),
    };
  });
  return workflows;
}

/** Who speaks. */
export function readPersona(): string {
  return readPage('persona.md').body.trim();
}

/** What holds for those that have no name of their own; every prompt carries it. */
export const anyOtherError = 'any other error';

/** What each verdict or error of an answer asks for, by its name; wrapped as in the file. */
export function readVerdicts(): ReadonlyMap<string, string> {
  const { body } = readPage('verdicts.md');
  const items = body.trim().split(/^- /m).filter(Boolean);
  return new Map(
    items.map((item) => {
      const [, name = '', text = ''] = /^`([\w -]+)`: ([\s\S]*)$/.exec(item.trim()) ?? [];
      return [name, text];
    }),
  );
}

function readPage(name: string): { data: Record<string, string>; body: string } {
  return splitFrontMatter(readFileSync(join(packagePath('prompts'), name), 'utf8'));
}
