import type { Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';

/** A path, URL or here-document of COPY or ADD. */
export interface CopyArgument extends Span {
  /** Without quotes; variables stay. */
  value: string;
}

export interface CopyArguments {
  sources: readonly CopyArgument[];
  /** The last one; null where there are fewer than two. */
  destination: CopyArgument | null;
}

/** What COPY and ADD copy and where to, in both notations. */
export function copyArguments(instruction: Instruction): CopyArguments {
  const all = instruction.json ? fromJson(instruction, instruction.json) : instruction.words;
  return all.length < 2
    ? { sources: all, destination: null }
    : { sources: all.slice(0, -1), destination: all.at(-1) as CopyArgument };
}

function fromJson({ logical, argumentsStart }: Instruction, json: readonly string[]): CopyArgument[] {
  const strings = [...logical.matchAll(/"(?:[^"\\]|\\.)*"/gs)];
  return json.map((value, index) => {
    const at = strings[index];
    const start = argumentsStart + (at?.index ?? 0);
    return { value, start, end: start + (at?.[0].length ?? 0) };
  });
}

/**
 * `file:8b88... in /app`, `multi:... in /app`, `dir:...`: the form in which an image's history has its COPY and ADD; what was copied
 * cannot be told from it.
 */
export function isHistory({ sources: [first, second, ...others] }: CopyArguments): boolean {
  if (!first || !/^(?:file|multi|dir):[0-9a-f]{32,}$/.test(first.value)) return false;
  return others.length === 0 && (second === undefined || second.value === 'in');
}

/** `<<EOF`: the content stands in the file itself. */
export function isHeredoc({ value }: CopyArgument): boolean {
  return value.startsWith('<<');
}
