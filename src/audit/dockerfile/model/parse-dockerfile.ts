import { type Comment, commentsOf } from './comments.js';
import { divideStages } from './divide-stages.js';
import type { Instruction } from './instruction.js';
import { createLineTable, type LineTable } from './line-table.js';
import { type Reader, readInstruction } from './read-instruction.js';
import { shellComment } from './shell-name.js';

import { type Directive, splitInstructions } from './split-instructions.js';
import type { Stage } from './stages.js';

/** A Dockerfile, or a fragment of one without FROM, as rules see it. */
export interface Dockerfile {
  text: string;
  lines: LineTable;
  /** `\` or `` ` ``. */
  escapeCharacter: string;
  directives: readonly Directive[];
  comments: readonly Comment[];
  /** All, in order; an ONBUILD is replaced by its trigger. */
  instructions: readonly Instruction[];
  /** Before the first FROM; empty in a fragment. */
  preamble: readonly Instruction[];
  stages: readonly Stage[];
  /** It has no FROM: a fragment, or a file that is broken. */
  fragment: boolean;
  /** The stage that is built: the last, or the one that was asked for. */
  target: Stage | null;
  /** Global ARG values, known in FROM. */
  globals: ReadonlyMap<string, string | null>;
}

/** Node's and Docker's bound are far apart; what is longer is no Dockerfile that anyone wrote. */
export const longestDockerfile = 1024 * 1024;

export interface ParseSettings {
  /** Name or number of the stage to judge, as `--target`. */
  target?: string;
  /** The shell that a fragment's or a file's instructions are read with (`# hadolint shell=`). */
  shell?: string;
}

/** Reads a Dockerfile. Never throws: what cannot be read is an instruction that no rule knows. */
export function parseDockerfile(text: string, settings: ParseSettings = {}): Dockerfile {
  const { escapeCharacter, directives, instructions: found } = splitInstructions(text);
  const lines = createLineTable(text);
  const reader: Reader = { text, lines, escapeCharacter };
  const instructions = found.map((instruction) => readInstruction(instruction, reader));
  const fragment = !instructions.some(({ keyword, onbuild }) => keyword === 'FROM' && !onbuild);
  const { stages, preamble, globals } = divideStages(
    instructions,
    fragment,
    settings.shell ?? shellComment(text),
    escapeCharacter,
  );
  return {
    text,
    lines,
    escapeCharacter,
    directives,
    comments: commentsOf(instructions, lines),
    instructions,
    preamble,
    stages,
    fragment,
    target: findStage(stages, settings.target) ?? stages.at(-1) ?? null,
    globals,
  };
}

/** A stage by its name or number, as `docker build --target` and `COPY --from` name it. */
export function findStage(stages: readonly Stage[], wanted: string | undefined): Stage | null {
  if (wanted === undefined) return null;
  const byName = stages.find(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
  return byName ?? (/^\d+$/.test(wanted) ? (stages[Number(wanted)] ?? null) : null);
}
