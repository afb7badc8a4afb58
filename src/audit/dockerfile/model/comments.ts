import type { Span } from '../../finding.js';
import type { Instruction } from './instruction.js';
import type { LineTable } from './line-table.js';
export interface Comment extends Span {
  /** From 1. */
  line: number;
  /** Without the `#` and the blanks around. */
  text: string;
}

/** Comment lines, those between continued lines included; a `#` in a here-document or a word is none. */
export function commentsOf(instructions: readonly Instruction[], lines: LineTable): Comment[] {
  const comments: Comment[] = [];
  const covered = instructions.map((instruction) => ({
    from: instruction.line,
    to: instruction.endLine,
    bodies: instruction.heredocs.map(
      ({ body }) => [lines.position(body.start).line, lines.position(Math.max(body.start, body.end - 1)).line] as const,
    ),
  }));
  let at = 0;
  for (let line = 1; line <= lines.count; line++) {
    while (covered[at] && (covered[at]?.to ?? 0) < line) at++;
    const content = lines.line(line);
    const text = content.trim();
    if (!text.startsWith('#')) continue;
    const around = covered[at];
    if (
      around &&
      around.from < line &&
      line <= around.to &&
      around.bodies.some(([from, to]) => from <= line && line <= to)
    )
      continue;
    const start = lines.offset(line - 1, content.indexOf('#'));
    comments.push({ line, text: text.slice(1).trim(), start, end: lines.offset(line - 1, content.length) });
  }
  return comments;
}
