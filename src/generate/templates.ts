import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { packagePath } from '../knowledge/package-root.js';
import { patternLine } from './dockerignore-pattern.js';
import { comment, copyArray, execArray, plainPath, quotedValue, token } from './text/dockerfile.js';
import { markdownCode, markdownText } from './text/markdown.js';
import { runWord } from './text/shell.js';
import { yamlScalar } from './text/yaml.js';

/** Renders the template `folder/name` with the data; everything in the data enters by a helper of its context. */
export type Render = (name: string, data: object) => string;

/** A step of a RUN: its words, and the file that its output goes to. */
export interface Step {
  words: string[];
  output?: string;
}

/** The helpers by which text enters templates, one for each context; templates use no value without one. */
export const templateHelpers: Record<string, (value: never) => string> = {
  token,
  path: plainPath,
  word: runWord,
  steps: (steps: Step[]) => steps.map(shellCommand).join(' && \\\n    '),
  exec: execArray,
  copy: copyArray,
  value: quotedValue,
  comment,
  pattern: patternLine,
  yaml: yamlScalar,
  text: markdownText,
  code: markdownCode,
};

function shellCommand({ words, output }: Step): string {
  return [...words.map(runWord), ...(output ? ['>', runWord(output)] : [])].join(' ');
}

let loaded: Promise<Render> | undefined;

/** Loads handlebars and all templates of the package, once. */
export function loadTemplates(): Promise<Render> {
  loaded ??= compileTemplates();
  return loaded;
}

async function compileTemplates(): Promise<Render> {
  const { default: handlebars } = await import('handlebars');
  const engine = handlebars.create();
  for (const [name, helper] of Object.entries(templateHelpers))
    engine.registerHelper(name, (value: unknown) => {
      // handlebars' own strictness does not reach the arguments of helpers
      if (value === undefined || value === null) throw new TypeError(`a template gives ${name} no value`);
      return helper(value as never);
    });
  const folder = packagePath('templates');
  const compiled = new Map<string, (data: object) => string>();
  for (const file of (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.hbs')).sort()) {
    const source = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
    const name = file.split(sep).join('/').slice(0, -'.hbs'.length);
    if (name.startsWith('partials/')) engine.registerPartial(name.slice('partials/'.length), source);
    else compiled.set(name, engine.compile(source, { noEscape: true, strict: true }));
  }
  return (name, data) => {
    const template = compiled.get(name);
    if (!template) throw new Error(`there is no template ${name} in ${relative(process.cwd(), folder)}`);
    return template(data);
  };
}
