import { boundMessage, type FindStackTrace, type Frame } from './stack-trace.js';

/** Since 1.73 the message stands on the next line, before in quotes on the same one. */
const panicLine =
  /thread '([^']{1,200})' (?:\(\d{1,12}\) )?panicked at (?:'(.{0,4000})', )?([^\s:]{1,500}):(\d{1,9}):(\d{1,9})(:?)$/;
const backtracePlace = /^\s{10,40}at (?:\.\/)?([^\s:]{1,500}):(\d{1,9})(?::\d{1,9})?$/;
const library = /\/rustc\/|\/\.?cargo\/registry\/|\/registry\/src\/|^library\/|\/library\/(?:core|std|alloc)\//;

/** `thread 'main' panicked at src/main.rs:2:5:`, with a backtrace where RUST_BACKTRACE is set. */
export const findRustTrace: FindStackTrace = (texts) => {
  for (let at = texts.length - 1; at >= 0; at--) {
    const match = panicLine.exec(texts[at] as string);
    if (!match) continue;
    const below = texts.slice(at + 1, at + 300);
    const message = match[2] ?? below[0] ?? '';
    const panicked: Frame = { file: match[3] as string, line: Number(match[4]), name: null };
    const frames = below.flatMap((text): Frame[] => {
      const found = backtracePlace.exec(text);
      return found ? [{ file: found[1] as string, line: Number(found[2]), name: null }] : [];
    });
    return {
      language: 'rust',
      exception: 'panic',
      message: boundMessage(message),
      frame: [panicked, ...frames].find(({ file }) => !library.test(file)) ?? null,
      end: match[2] === undefined && below[0] !== undefined ? at + 1 : at,
    };
  }
  return null;
};
