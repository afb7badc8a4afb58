import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../fault.js';
import type { VerifyRequest } from '../verify/verification.js';
import type { ToolContext } from './tool.js';

/**
 * What is verified of a repository whose Spec says that its language is another one: the Dockerfile on disk, by that Spec.
 * Nothing else of the repository is read. @returns null for every other repository
 * @throws Fault `not-supported` where there is nothing to build
 */
export async function readOtherLanguage(
  { path, app, image }: { path: string; app?: string | undefined; image?: string | undefined },
  context: ToolContext,
): Promise<Omit<VerifyRequest, 'keep'> | null> {
  if (app !== undefined) return null;
  const { readSpecText, parseSpec } = await import('../spec/read-spec.js');
  const root = await context.resolvePath(path);
  const text = await readSpecText(root).catch(() => null);
  // a Spec that cannot be read is told of where the repository is read
  if (text === null || !/\blanguage["']?: {0,20}["']?other\b/.test(text)) return null;
  const spec = parseSpec(text);
  if (spec.app.language !== 'other') return null;
  const content = await readFile(join(root, 'Dockerfile'), 'utf8').catch(() => null);
  if (content === null && image === undefined)
    throw new Fault(
      'not-supported',
      `There is no Dockerfile in ${path}, and for another language than Python none is generated.`,
      'Write one there, then verify again; dockwright audit judges it before it is built.',
    );
  return {
    root,
    spec,
    project: null,
    dockerfile: { source: 'disk', path: 'Dockerfile', content: content ?? '' },
    generatedFiles: [],
  };
}
