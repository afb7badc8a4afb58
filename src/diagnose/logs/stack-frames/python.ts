import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const frameLine = /^\s*File "([^"]{1,500})", line (\d{1,9})(?:, in (\S{1,200}))?/;
const errorLine =
  /^([A-Za-z_][\w.]{0,200}?(?:Error|Exception|Exit|Interrupt|Warning|Timeout|[A-Z]\w{0,80}))(?:: (.{0,4000}))?$/;
const library =
  /[/\\](?:site-packages|dist-packages)[/\\]|[/\\]lib(?:64)?[/\\]python3?\.?\d|^<|[/\\]\.pyenv[/\\]|[/\\]usr[/\\]lib[/\\]python/;

/** `Traceback (most recent call last):`, and syntax errors, which have no such line. */
export const findPythonTrace: FindStackTrace = (texts) => {
  const lines = texts.map(withoutGroup);
  for (let at = lines.length - 1; at >= 0; at--) {
    const error = errorLine.exec(lines[at] as string);
    if (!error || !/Error|Exception|Exit|Interrupt|Group|[A-Z]/.test(error[1] as string)) continue;
    const frames = framesBefore(lines, at);
    if (frames.length === 0) continue;
    const own = frames.findLast(({ file }) => !library.test(file));
    return {
      language: 'python',
      exception: error[1] as string,
      message: boundMessage(error[2] ?? nextLine(lines, at)),
      frame: own ?? null,
      end: at,
    };
  }
  return null;
};

/** Exception groups stand behind bars. */
function withoutGroup(text: string): string {
  return text.replace(/^(?:\s{0,40}[|+] ?)+(?:-[+-]*)?/, '');
}

/** Back from the error to `Traceback`: files in the order of the calls; source lines and markers between them are indented. */
function framesBefore(lines: readonly string[], error: number): Frame[] {
  const frames: Frame[] = [];
  for (let at = error - 1; at >= Math.max(0, error - mostLines); at--) {
    const line = lines[at] as string;
    const match = frameLine.exec(line);
    if (match) frames.unshift({ file: match[1] as string, line: Number(match[2]), name: moduleLevel(match[3]) });
    else if (line.includes('Traceback (most recent call last)')) return frames;
    else if (!/^\s/.test(line) && line !== '')
      return frames.length > 0 && isSyntaxError(lines[error] as string) ? frames : [];
  }
  return isSyntaxError(lines[error] as string) ? frames : [];
}

function moduleLevel(name: string | undefined): string | null {
  return name === undefined || name === '<module>' ? null : name;
}

function isSyntaxError(line: string): boolean {
  return /^(?:SyntaxError|IndentationError|TabError)\b/.test(line);
}

/** pydantic and others write what is wrong on the lines below. */
function nextLine(lines: readonly string[], at: number): string {
  const next = lines[at + 1];
  return next && /^\s*\S/.test(next) && !/Traceback/.test(next) ? next : '';
}
