import type { Finding } from '../finding.js';
import { type CheckOptions, isBuildKitCheck, parseCheckOptions } from './check-options.js';
import type { Comment } from './model/comments.js';
import type { Instruction } from './model/instruction.js';
import type { Dockerfile } from './model/parse-dockerfile.js';
import type { Stage } from './model/stages.js';

/** A comment that silences rules: for the instruction below it, from here to the end of the stage, or for the file. */
export interface IgnoreComment {
  comment: Comment;
  scope: 'instruction' | 'stage' | 'global';
  silences(finding: Finding): boolean;
}

/**
 * Every such comment: hadolint's `# hadolint ignore=DL3008,DL3009`, `stage ignore=` and `global ignore=`, ours of the same form
 * (`# dockwright ignore=apt-pin`, ids of ours or of any peer, or `all`), and BuildKit's `# check=skip=NAME` above an instruction.
 */
export function ignoreComments(dockerfile: Dockerfile): IgnoreComment[] {
  const directives = directiveLines(dockerfile);
  return dockerfile.comments.flatMap((comment) => {
    if (directives.has(comment.line)) return [];
    return readIgnore(comment) ?? readCheck(comment) ?? [];
  });
}

/** What the comments of a file silence, its directive `# check=skip=...` included. */
export function ignoredBy(dockerfile: Dockerfile): (finding: Finding) => boolean {
  const options = checkDirective(dockerfile);
  const ignores = ignoreComments(dockerfile);
  if (!options && ignores.length === 0) return () => false;
  const everywhere = ignores.filter(({ scope }) => scope === 'global');
  const below = instructionsBelow(dockerfile);
  const byInstruction = gather(ignores, 'instruction', ({ comment }) => below.get(comment) ?? null);
  const byStage = gather(ignores, 'stage', ({ comment }) => stageBelow(dockerfile, comment));
  return (finding) => {
    // what bans such comments is not lifted by one
    if (finding.rule === 'inline-ignore-banned') return false;
    if (options && skips(options, finding)) return true;
    if (everywhere.some((ignore) => ignore.silences(finding))) return true;
    const { line } = finding;
    if (line === undefined) return false;
    const instruction = instructionAt(dockerfile.instructions, line);
    if (!instruction) return false;
    const { stage } = instruction;
    return (
      (byInstruction.get(instruction) ?? []).some((ignore) => ignore.silences(finding)) ||
      (stage !== null &&
        (byStage.get(stage) ?? []).some((ignore) => ignore.comment.line < line && ignore.silences(finding)))
    );
  };
}

/** Lines of `# syntax=` and the like; the parser takes any first comment with a `=` for one. */
export function directiveLines({ directives, lines }: Dockerfile): ReadonlySet<number> {
  const known = directives.filter(({ name }) => name === 'syntax' || name === 'escape' || name === 'check');
  return new Set(known.map(({ start }) => lines.position(start).line));
}

/** Options of `# check=`, which counts for the file; null where there is none. */
export function checkDirective({ directives }: Dockerfile): CheckOptions | null {
  const directive = directives.find(({ name }) => name === 'check');
  return directive ? parseCheckOptions(directive.value) : null;
}

function skips({ skip, skipAll }: CheckOptions, finding: Finding): boolean {
  return isBuildKitCheck(finding) && (skipAll || names(skip, finding));
}

const hadolintForm =
  /^hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([DLSC0-9]+(?:[ \t]*,[ \t]*[DLSC0-9]+)*)[ \t]*(?:#.*)?$/;
const ownForm = /^dockwright\s+(?:(global|stage)\s+)?ignore\s*=\s*(.*)$/i;

function readIgnore(comment: Comment): IgnoreComment | null {
  const match = hadolintForm.exec(comment.text) ?? ownForm.exec(comment.text);
  if (!match) return null;
  const [listed = ''] = (match[2] ?? '').split('#', 1);
  const ids = new Set(
    listed
      .split(',')
      .map((part) => (part.trim().split(/\s/, 1)[0] ?? '').toLowerCase())
      .filter(Boolean),
  );
  const scope = (match[1]?.toLowerCase() ?? 'instruction') as IgnoreComment['scope'];
  return { comment, scope, silences: (finding) => names(ids, finding) };
}

/** BuildKit reads such a comment up to its first blank. */
function readCheck(comment: Comment): IgnoreComment | null {
  const value = /^check\s*=\s*(\S+)/.exec(comment.text)?.[1];
  const options = value === undefined ? null : parseCheckOptions(value);
  if (!options || (!options.skipAll && options.skip.size === 0)) return null;
  return { comment, scope: 'instruction', silences: (finding) => skips(options, finding) };
}

function names(ids: ReadonlySet<string>, { rule, aliases }: Finding): boolean {
  return ids.has('all') || ids.has(rule) || aliases.some((alias) => ids.has(alias.toLowerCase()));
}

function gather<T>(
  ignores: readonly IgnoreComment[],
  scope: IgnoreComment['scope'],
  targetOf: (ignore: IgnoreComment) => T | null,
): Map<T, IgnoreComment[]> {
  const found = new Map<T, IgnoreComment[]>();
  for (const ignore of ignores) {
    const target = ignore.scope === scope ? targetOf(ignore) : null;
    if (target === null) continue;
    const list = found.get(target);
    if (list) list.push(ignore);
    else found.set(target, [ignore]);
  }
  return found;
}

/** By comment: the instruction in whose continued lines it stands, or the one below it with only comments between. */
function instructionsBelow({ instructions, comments }: Dockerfile): Map<Comment, Instruction | null> {
  const below = new Map<Comment, Instruction | null>();
  let lower: Comment | undefined;
  for (const comment of comments.toReversed()) {
    const { line } = comment;
    const next = instructions[firstEndingAt(instructions, line)] ?? null;
    const touches = next !== null && next.line <= line + 1;
    const through = lower?.line === line + 1 ? (below.get(lower) ?? null) : null;
    below.set(comment, touches ? next : through);
    lower = comment;
  }
  return below;
}

/** The stage that a comment stands in; directly above a FROM, or before the first, the one that begins there. */
function stageBelow({ instructions, stages }: Dockerfile, { line }: Comment): Stage | null {
  const next = instructions[firstEndingAt(instructions, line)];
  return next ? (next.stage ?? stages[0] ?? null) : null;
}

function instructionAt(instructions: readonly Instruction[], line: number): Instruction | null {
  const found = instructions[firstEndingAt(instructions, line)];
  return found && found.line <= line ? found : null;
}

/** Index of the first instruction that ends at a line or after it. */
function firstEndingAt(instructions: readonly Instruction[], line: number): number {
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle] as Instruction).endLine < line) low = middle + 1;
    else high = middle;
  }
  return low;
}
