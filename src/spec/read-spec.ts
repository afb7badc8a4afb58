import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { LineCounter, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import { Fault } from '../fault.js';
import { type Spec, specSchema } from './schema.js';
import { formatSize } from './units.js';

/** Name of the Spec in the project's folder. */
export const specFileName = 'container.spec.yaml';

/** A spec is a page or two; anything much larger is something else under its name. */
const maximumBytes = 1_000_000;
/** Each alias costs a walk over the document, which thousands turn into minutes. */
const mostAliases = 100;

/**
 * The text of the Spec in a project's folder, or null where there is none.
 * @throws Fault `invalid-spec` for what is no readable file of a spec's size, `path-refused` for a link that leaves the folder
 */
export async function readSpecText(root: string): Promise<string | null> {
  const path = join(root, specFileName);
  try {
    if ((await lstat(path)).isSymbolicLink()) await refuseLinkOut(root, path);
    const status = await stat(path);
    if (!status.isFile())
      throw new Fault(
        'invalid-spec',
        `${specFileName} is there and is not a file.`,
        'Move it away and run this again.',
      );
    if (status.size > maximumBytes)
      throw new Fault(
        'invalid-spec',
        `${specFileName} has ${formatSize(status.size)}.`,
        'A spec is a page or two of YAML: move this file away and run this again.',
      );
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Fault) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Fault(
      'invalid-spec',
      `${specFileName} cannot be read: ${(error as Error).message}`,
      'Check its permissions.',
    );
  }
}

async function refuseLinkOut(root: string, path: string): Promise<void> {
  const target = await realpath(path).catch(() => null);
  const way = target === null ? '..' : relative(await realpath(root), target);
  if (way.startsWith('..') || isAbsolute(way))
    throw new Fault(
      'path-refused',
      `${specFileName} is a link that leads out of the folder, or nowhere.`,
      'Put the file itself there, or remove the link.',
    );
}

/** Parses and checks the text of a Spec. @throws Fault `invalid-spec` */
export function parseSpec(text: string): Spec {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: true });
  const problem = document.errors[0];
  if (problem)
    throw new Fault(
      'invalid-spec',
      `${specFileName} is not valid YAML: ${problem.message.split('\n')[0]}`,
      'Mend that line and run it again.',
    );
  let aliases = 0;
  visit(document, { Alias: () => (++aliases > mostAliases ? visit.BREAK : undefined) });
  if (aliases > mostAliases)
    throw new Fault(
      'invalid-spec',
      `${specFileName} has more than ${mostAliases} aliases`,
      'Write the values out instead of aliases.',
    );
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw new Fault(
      'invalid-spec',
      `${specFileName}: ${(error as Error).message}`,
      'Write the values out instead of aliases.',
    );
  }
  return checkSpec(value, (path) => {
    const node = document.getIn(path, true) as { range?: [number, number, number] } | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : undefined;
  });
}

/** Checks a Spec given as an object. @throws Fault `invalid-spec` naming the first field that is wrong */
export function checkSpec(value: unknown, lineOf: (path: PropertyKey[]) => number | undefined = () => undefined): Spec {
  const result = specSchema.safeParse(value);
  if (result.success) return result.data;
  // what is there and wrong tells more than what is missing
  const isMissing = (issue: z.core.$ZodIssue) => issue.code !== 'unrecognized_keys' && !lineOf(issue.path);
  const issues = [...result.error.issues].sort((one, other) => Number(isMissing(one)) - Number(isMissing(other)));
  const shown = issues.slice(0, 3).map((issue) => {
    const line = lineOf(issue.path) ?? lineOf(issue.path.slice(0, -1));
    return `${specFileName}${line ? `:${line}` : ''}: ${issue.path.join('.') || 'the document'}: ${describe(issue)}`;
  });
  const more = issues.length - shown.length;
  throw new Fault(
    'invalid-spec',
    `${shown.join('\n')}${more ? ` (and ${more} more)` : ''}`,
    'Mend that; `dockwright spec` in a copy of the folder without this file prints a valid one to compare with.',
  );
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || issue.code === 'invalid_format') return `expected ${issue.message}`;
  if (issue.code === 'unrecognized_keys') return `there is no field ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing';
  return issue.message.replace('Invalid input: ', '');
}
