/** Where a build failed: a line of the Dockerfile from 1, and the instruction that stands there. */
export interface FailingLine {
  line: number;
  text: string;
}

/**
 * Finds the instruction that a failed step came from. The engine's API does not carry BuildKit's source positions, so the
 * step's name is compared with the instructions, continuation lines joined and white space evened out.
 * @param step `[build 3/5] RUN pip install x`, or null where the Dockerfile itself could not be read
 * @param message the engine's own error, which names the line of a syntax error
 */
export function findFailingLine(dockerfile: string, step: string | null, message: string): FailingLine | null {
  const lines = dockerfile.split(/\r?\n/);
  const named = /\b(?:on line|Dockerfile:)\s?(\d+)/i.exec(message);
  if (named) {
    const line = Number(named[1]);
    if (lines[line - 1] !== undefined) return { line, text: (lines[line - 1] as string).trim() };
  }
  if (!step) return null;
  const wanted = even(step.replace(/^\[[^\]]*\] /, ''));
  let best: FailingLine | null = null;
  let bestLength = 'RUN '.length;
  for (const { line, text } of instructions(lines)) {
    const length = commonStart(even(text), wanted);
    if (length <= bestLength) continue;
    bestLength = length;
    best = { line, text: lines[line - 1]?.trim() ?? text };
  }
  return best;
}

function instructions(lines: string[]): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | null = null;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (!line || line.startsWith('#')) continue;
    const continues = line.endsWith('\\');
    const text = continues ? line.slice(0, -1) : line;
    if (open) open.text += ` ${text}`;
    else open = { line: index + 1, text };
    if (continues) continue;
    found.push(open);
    open = null;
  }
  if (open) found.push(open);
  return found;
}

function even(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}
