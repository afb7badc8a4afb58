import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import { expand } from '../../model/variables.js';

/** A file or folder of the build context that COPY or ADD takes. */
export interface CopiedPath {
  where: Span;
  /** From the context's root, `/` between, no `.` or `..` in it; empty for the root itself. */
  path: string;
  /** As written. */
  written: string;
}

/** What an instruction takes out of the build context; what a variable that is not known names is left out. */
export function copiedPaths(instruction: Instruction): CopiedPath[] {
  const { keyword, json, words, variables, heredocs } = instruction;
  if ((keyword !== 'COPY' && keyword !== 'ADD') || instruction.onbuild || instruction.flag('from')) return [];
  const sources = words
    .slice(0, -1)
    .map(({ value, start, end }, index) => ({ written: json?.[index] ?? value, where: { start, end } }));
  const names = new Set(heredocs.map(({ name }) => name));
  return sources.flatMap(({ written, where }) => {
    if (written.startsWith('<<') || names.has(written) || isRemote(written)) return [];
    const known = expand(written, variables);
    return known === null ? [] : [{ where, written, path: cleanPath(known) }];
  });
}

export function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@/i.test(source);
}

/** Relative to the root, whatever it begins with: Docker does not let a source leave the context. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The name of a file, without its folders. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
