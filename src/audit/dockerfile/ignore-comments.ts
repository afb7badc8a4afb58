import type { Finding } from '../finding.js';
import type { Instruction } from './model/instruction.js';
import type { Dockerfile } from './model/parse-dockerfile.js';

/**
 * What the comments of a file silence, as a predicate on findings:
 * `# hadolint ignore=DL3008,DL3009` and `# dockwright ignore=apt-pin` the instruction after them, `stage ignore=` the stage that
 * follows, `global ignore=` the file; BuildKit's directive `# check=skip=NAME;...` (or `all`) the file.
 */
export function ignoredBy(dockerfile: Dockerfile): (finding: Finding) => boolean {
  const everywhere = new Set(directiveSkips(dockerfile));
  const spans: { from: number; to: number; ids: Set<string> }[] = [];
  for (const { line, text } of dockerfile.comments) {
    const match = /^(?:hadolint|dockwright)\s+(?:(global|stage)\s+)?ignore\s*=\s*([\w\s,.*-]+)/i.exec(text);
    if (!match) continue;
    const ids = new Set((match[2] ?? '').split(',').map(firstWord).filter(Boolean));
    const kind = match[1]?.toLowerCase();
    if (kind === 'global') for (const id of ids) everywhere.add(id);
    else {
      const span = kind === 'stage' ? stageAfter(dockerfile, line) : instructionAt(dockerfile.instructions, line);
      if (span) spans.push({ ...span, ids });
    }
  }
  if (everywhere.size === 0 && spans.length === 0) return () => false;
  return (finding) =>
    names(everywhere, finding) ||
    spans.some(
      ({ from, to, ids }) =>
        finding.line !== undefined && from <= finding.line && finding.line <= to && names(ids, finding),
    );
}

function firstWord(text: string): string {
  return (text.trim().split(/\s/, 1)[0] ?? '').toLowerCase();
}

function names(ids: ReadonlySet<string>, { rule, aliases }: Finding): boolean {
  return ids.has('all') || ids.has(rule) || aliases.some((alias) => ids.has(alias.toLowerCase()));
}

function directiveSkips({ directives }: Dockerfile): string[] {
  return directives
    .filter(({ name }) => name === 'check')
    .flatMap(({ value }) => value.split(';'))
    .flatMap((part) => /^\s*skip\s*=\s*(.*)$/i.exec(part)?.[1]?.split(',') ?? [])
    .map((id) => id.trim().toLowerCase())
    .filter(Boolean);
}

/** The next instruction, or the one in whose continued lines the comment stands. */
function instructionAt(instructions: readonly Instruction[], line: number): { from: number; to: number } | null {
  const found = instructions.find(({ endLine }) => endLine >= line);
  return found ? { from: found.line, to: found.endLine } : null;
}

/** From the comment to the end of the stage that it stands in or before. */
function stageAfter({ stages }: Dockerfile, line: number): { from: number; to: number } | null {
  const next = stages.find(({ from }) => from !== null && from.line > line);
  const current = stages.findLast(({ from }) => from === null || from.line <= line);
  // directly above a FROM it is meant for the stage that begins there
  const stage =
    next && !current?.instructions.some((instruction) => instruction.line > line) ? next : (current ?? next);
  const end = stage?.instructions.at(-1)?.endLine;
  return stage && end !== undefined ? { from: Math.min(line, stage.from?.line ?? line), to: end } : null;
}
