import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const errorLine =
  /^((?:\/|[\w.-])[^\s:]{0,500}):(\d{1,9}):in [`'](.{1,300}?)': (.{0,4000}?) ?\(((?:[A-Z]\w{0,80})(?:::\w{1,80}){0,10})\)$/;
const fromLine = /^\s{1,16}(?:\d{1,6}: )?from ([^\s:]{1,500}):(\d{1,9}):in [`'](.{1,300}?)'$/;
const syntaxLine = /^((?:\/|[\w.-])[^\s:]{0,500}\.rb):(\d{1,9}): (.{1,2000}?) \((SyntaxError)\)$/;
const library = /\/gems\/|\/lib\/ruby\/|^<internal:|\/rubygems\//;

/** `main.rb:3:in 'run': message (RuntimeError)`, callers below. */
export const findRubyTrace: FindStackTrace = (texts) => {
  for (let at = texts.length - 1; at >= 0; at--) {
    const text = texts[at] as string;
    const syntax = syntaxLine.exec(text);
    if (syntax)
      return {
        language: 'ruby',
        exception: 'SyntaxError',
        message: boundMessage(syntax[3] as string),
        frame: { file: syntax[1] as string, line: Number(syntax[2]), name: null },
        end: at,
      };
    const match = errorLine.exec(text);
    if (!match) continue;
    const [, file = '', line = '', name = '', message = '', exception = ''] = match;
    const { frames, end } = callers(texts, at);
    const all = [frameOf(file, line, name), ...frames];
    return {
      language: 'ruby',
      exception,
      message: boundMessage(message),
      frame: all.find((frame) => !library.test(frame.file)) ?? null,
      end,
    };
  }
  return null;
};

function callers(texts: readonly string[], error: number): { frames: Frame[]; end: number } {
  const frames: Frame[] = [];
  let end = error;
  for (let at = error + 1; at < Math.min(texts.length, error + mostLines); at++) {
    const match = fromLine.exec(texts[at] as string);
    if (!match) break;
    frames.push(frameOf(match[1] as string, match[2] as string, match[3] as string));
    end = at;
  }
  return { frames, end };
}

function frameOf(file: string, line: string, name: string): Frame {
  return { file, line: Number(line), name: /^<(?:main|top \(required\))>$/.test(name) ? null : name };
}
