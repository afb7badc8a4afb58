import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Activity } from '../activity.js';
import { Fault } from '../fault.js';
import { packagePath } from '../knowledge/package-root.js';
import { readProject } from '../project/read-project.js';
import { draftSpec } from '../spec/draft.js';
import { type Spec, specSchema } from '../spec/schema.js';
import type { Variant } from './dockerfile/base-image.js';
import type { GeneratedFile } from './files.js';
import { generateFiles } from './generate-files.js';

/** Files for those who have no repository yet. */
export interface Template {
  language: string;
  variant: Variant;
  spec: Spec;
  /** Dockerfile and .dockerignore. */
  files: GeneratedFile[];
  /** The small application that the files were made for. */
  application: GeneratedFile[];
}

const starters = join('templates', 'starter');

/** Languages that have a template. */
export function templateLanguages(): string[] {
  return readdirSync(packagePath(starters)).sort();
}

export const variants: readonly Variant[] = specSchema.shape.runtime.shape.variant.options;

/**
 * What `generate` writes for the smallest service of a language: the application in templates/starter is read like any other
 * repository, so that no second set of templates can fall behind.
 * @throws Fault `invalid-input` for a language or variant that is not known
 */
export async function makeTemplate(language: string, variant: string, activity: Activity): Promise<Template> {
  const languages = templateLanguages();
  if (!languages.includes(language))
    throw new Fault(
      'invalid-input',
      `There is no template for ${JSON.stringify(language)}.`,
      `There are templates for ${languages.join(', ')}.`,
    );
  const chosen = variants.find((name) => name === variant);
  if (!chosen)
    throw new Fault(
      'invalid-input',
      `There is no variant ${JSON.stringify(variant)}.`,
      `The variants are ${variants.join(', ')}.`,
    );
  const root = packagePath(join(starters, language));
  const project = await readProject(root, activity);
  const { spec } = await draftSpec(project);
  spec.app.name = 'app';
  spec.runtime.variant = chosen;
  const { files } = await generateFiles(project, spec, { artifacts: ['dockerfile', 'dockerignore'] });
  const names = project.topLevel.filter((name) => !name.endsWith('/'));
  const application = await Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(root, path), 'utf8') })),
  );
  return { language, variant: chosen, spec, files, application };
}
