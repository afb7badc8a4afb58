import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const panicLine = /(?:^|\s)(panic|fatal error): (.{1,4000})$/;
const place = /^(?:\t|\\t|\s{1,16})(\/[^\s:]{1,500}|[A-Za-z]:[^\s:]{1,500}):(\d{1,9})(?: \+0x[0-9a-f]+)?$/;
const call = /^((?:[\w.\-/*()[\]{}…]|%[0-9a-f]{2}){1,300})\(.{0,1000}\)(?: in goroutine \d+)?$/;
const library =
  /\/(?:usr\/(?:local\/)?(?:lib|share)\/go[^/]{0,20}|usr\/local\/go|go\/pkg\/mod|opt\/go)\/|\/libexec\/src\/|\/vendor\//;

/** `panic: ...` and the goroutine that it came from; innermost first, each call above its place. */
export const findGoTrace: FindStackTrace = (texts) => {
  for (let at = texts.length - 1; at >= 0; at--) {
    const match = panicLine.exec(texts[at] as string);
    if (!match) continue;
    const { frames, end } = framesBelow(texts, at);
    if (end < 0) continue;
    const message = (match[2] as string).replace(/ \[recovered.{0,40}\]$/, '');
    return {
      language: 'go',
      exception: match[1] as string,
      message: boundMessage(message),
      frame: frames.find(({ file }) => !library.test(file)) ?? null,
      end,
    };
  }
  return null;
};

/** Of the first goroutine below, which is the one that failed. */
function framesBelow(texts: readonly string[], panic: number): { frames: Frame[]; end: number } {
  const frames: Frame[] = [];
  let goroutine = -1;
  let end = -1;
  for (let at = panic + 1; at < Math.min(texts.length, panic + mostLines); at++) {
    const text = texts[at] as string;
    if (/^goroutine \d{1,12} (?:gp=\S{1,40} m=\S{1,40} (?:mp=\S{1,40} )?)?\[/.test(text)) {
      if (goroutine >= 0) break;
      goroutine = at;
      end = at;
    }
    const match = goroutine < 0 ? null : place.exec(text);
    if (!match) continue;
    const name = call.exec(texts[at - 1] ?? '')?.[1] ?? null;
    frames.push({ file: match[1] as string, line: Number(match[2]), name });
    end = at;
  }
  return { frames, end };
}
