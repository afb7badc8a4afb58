import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const frameLine = /^\s{1,40}at (?:(.{1,300}?) \()?((?:file:\/\/)?[^\s()][^()]{0,500}?):(\d{1,9}):(\d{1,9})\)?(?: \{)?$/;
const foreignFrame = /^\s{1,40}at .{1,400}(?:<anonymous>|native)\)?$/;
const errorLine = /(?:^|\s)((?:[A-Z]\w{0,80})?(?:Error|Exception)\d?)(?: \[(\w{1,80})\])?(?:: (.{0,4000}))?$/;
const library = /^node:|[/\\]node_modules[/\\]|^internal[/\\]|^webpack:|^evalmachine/;

/** V8's `Error: message` and its `at` lines; innermost first. */
export const findNodeTrace: FindStackTrace = (texts) => {
  for (let last = texts.length - 1; last >= 0; last--) {
    if (!frameLine.test(texts[last] as string)) continue;
    const first = firstFrame(texts, last);
    const error = errorAbove(texts, first);
    if (!error) {
      last = first;
      continue;
    }
    const frames = texts.slice(first, last + 1).flatMap((text) => readFrame(text) ?? []);
    const own = frames.find(({ file }) => !library.test(file));
    return { language: 'node', ...error, frame: own ?? thrownAt(texts, first), end: last };
  }
  return null;
};

function firstFrame(texts: readonly string[], last: number): number {
  let at = last;
  while (at > 0 && at > last - mostLines && isFrame(texts[at - 1] as string)) at--;
  return at;
}

function isFrame(text: string): boolean {
  return frameLine.test(text) || foreignFrame.test(text);
}

function readFrame(text: string): Frame | null {
  const match = frameLine.exec(text);
  if (!match) return null;
  const name = (match[1] ?? '').replace(/^(?:async|new) /, '');
  const file = (match[2] as string).replace(/^file:\/\//, '');
  return { file, line: Number(match[3]), name: /^(?:Object|Module)?\.?<anonymous>$|^$/.test(name) ? null : name };
}

/** The message may go over several lines; the error's name stands on the first. */
function errorAbove(texts: readonly string[], first: number): { exception: string; message: string } | null {
  for (let at = first - 1; at >= Math.max(0, first - 10); at--) {
    const match = errorLine.exec(texts[at] as string);
    if (!match) continue;
    const code = match[2] ? ` [${match[2]}]` : '';
    return { exception: `${match[1]}${code}`, message: boundMessage(match[3] ?? '') };
  }
  return null;
}

/** Node prints `/app/main.js:3`, the source line and a caret above an error that nothing caught. */
function thrownAt(texts: readonly string[], first: number): Frame | null {
  for (let at = first - 1; at >= Math.max(0, first - 12); at--) {
    const match = /^((?:file:\/\/)?[/\\][^\s:]{1,500}):(\d{1,9})$/.exec(texts[at] as string);
    if (match && !library.test(match[1] as string))
      return { file: (match[1] as string).replace(/^file:\/\//, ''), line: Number(match[2]), name: null };
  }
  return null;
}
