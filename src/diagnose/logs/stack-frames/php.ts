import { boundMessage, type FindStackTrace, type Frame } from './stack-trace.js';

const fatalLine =
  /(?:PHP )?(?:Fatal|Parse|Recoverable fatal) error: {1,4}(?:Uncaught ([\w\\]{1,200}): )?(.{0,4000}?) in (\/[^\s]{1,500}|[A-Z]:[^\s]{1,500}?)(?::(\d{1,9})| on line (\d{1,9}))/;
const callLine = /^#\d{1,6} ([^\s#(][^(]{0,500})\((\d{1,9})\): (.{1,500}?)\(/;
const library = /\/vendor\//;

/** `Fatal error: Uncaught RuntimeException: ... in file:line`, callers below. */
export const findPhpTrace: FindStackTrace = (texts) => {
  for (let at = texts.length - 1; at >= 0; at--) {
    const match = fatalLine.exec(texts[at] as string);
    if (!match) continue;
    const thrown: Frame = { file: match[3] as string, line: Number(match[4] ?? match[5]), name: null };
    const { frames, end } = callers(texts, at);
    return {
      language: 'php',
      exception: match[1] ?? null,
      message: boundMessage(match[2] as string),
      frame: [thrown, ...frames].find(({ file }) => !library.test(file)) ?? null,
      end,
    };
  }
  return null;
};

function callers(texts: readonly string[], error: number): { frames: Frame[]; end: number } {
  const frames: Frame[] = [];
  let at = error + 1;
  for (; at < Math.min(texts.length, error + 100); at++) {
    const text = texts[at] as string;
    const match = callLine.exec(text);
    if (match) frames.push({ file: match[1] as string, line: Number(match[2]), name: match[3] as string });
    else if (!/^(?:Stack trace:|#\d|\s{1,8}thrown in )/.test(text)) break;
  }
  return { frames, end: at - 1 };
}
