import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import { Fault } from '../fault.js';
import { type Spec, specSchema } from './schema.js';

/** Name of the Spec in the project's folder. */
export const specFileName = 'container.spec.yaml';

/** A spec is a page or two; anything much larger is something else under its name. */
const maximumBytes = 1_000_000;
/** Each alias costs a walk over the document, which thousands turn into minutes. */
const mostAliases = 100;

/** The text of the Spec in a project's folder, or null where there is none. @throws Fault `invalid-spec` */
export async function readSpecText(root: string): Promise<string | null> {
  try {
    const text = await readFile(join(root, specFileName), 'utf8');
    if (text.length > maximumBytes)
      throw new Fault(
        'invalid-spec',
        `${specFileName} has ${text.length} characters`,
        'A spec is a page or two of YAML.',
      );
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if (error instanceof Fault) throw error;
    throw new Fault(
      'invalid-spec',
      `${specFileName} cannot be read: ${(error as Error).message}`,
      'Check its permissions.',
    );
  }
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
  const issue = result.error.issues[0] as z.core.$ZodIssue;
  const path = issue.path.join('.');
  const line = lineOf(issue.path);
  const more = result.error.issues.length - 1;
  throw new Fault(
    'invalid-spec',
    `${specFileName}${line ? `:${line}` : ''}: ${path || 'the document'}: ${describe(issue)}${more ? ` (and ${more} more)` : ''}`,
    'Mend that field; `dockwright spec` without --write prints a valid one to compare with.',
  );
}

function describe(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || issue.code === 'invalid_format') return `expected ${issue.message}`;
  return issue.message;
}
