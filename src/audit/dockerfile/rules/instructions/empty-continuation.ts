import type { Edit, Span } from '../../../finding.js';
import type { Instruction } from '../../model/instruction.js';
import type { Dockerfile } from '../../model/parse-dockerfile.js';
import { defineRule } from '../../rule.js';

export const emptyContinuation = defineRule({
  id: 'empty-continuation',
  severity: 'warning',
  profile: 'default',
  aliases: { buildkit: ['NoEmptyContinuation'] },
  principle: 'plain-instructions',
  title: 'Leave no empty line inside an instruction',
  why: 'Docker still skips an empty line after a `\\`, and has announced that it will fail. It also hides mistakes: with a `\\` too many at the end, the next instruction becomes part of this one.',
  bad: 'FROM debian:13-slim\nRUN apt-get update && \\\n\n    apt-get install -y curl\n',
  good: 'FROM debian:13-slim\nRUN apt-get update && \\\n    # a comment may stand here\n    apt-get install -y curl\n',
  check(dockerfile, report) {
    for (const instruction of dockerfile.instructions) {
      if (instruction.line === instruction.endLine) continue;
      const empty = emptyLines(dockerfile, instruction);
      const [first] = empty;
      if (first)
        report(instruction, `An empty line interrupts this ${instruction.keyword}; take it out.`, {
          description: 'take out the empty lines',
          edits: empty.map(({ start, end }): Edit => ({ start, end, text: '' })),
        });
    }
  },
});

/** Each with its line end; those of a here-document are text. */
function emptyLines({ lines, text }: Dockerfile, { line, endLine, heredocs }: Instruction): Span[] {
  const bodyLine = heredocs[0] ? lines.position(heredocs[0].body.start).line : endLine + 1;
  const empty: Span[] = [];
  for (let at = line + 1; at <= endLine && at < bodyLine; at++) {
    if (lines.line(at).trim() !== '') continue;
    const start = lines.offset(at - 1, 0);
    const end = at < lines.count ? lines.offset(at, 0) : text.length;
    empty.push({ start, end });
  }
  return empty;
}
