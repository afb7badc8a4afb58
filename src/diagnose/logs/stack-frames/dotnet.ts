import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const frameLine =
  /^\s{1,12}at ([^\s(][^()]{0,400}?) ?\([^()]{0,1000}\)(?: \[0x[0-9a-f]+\])?(?: in (.{1,500}?):(?:line )?(\d{1,9}) ?)?$/;
const errorLine =
  /(?:^|\s)((?:[A-Z]\w{0,80}\.){0,12}[A-Z]\w{0,80}(?:Exception|Error))(?: \(0x[0-9A-F]+\))?: (.{0,4000})$/;
const library = /^(?:System|Microsoft|Npgsql|Newtonsoft|Grpc|MySql|Serilog)\.|^\(wrapper /;

/** `Unhandled exception. System.X: message`, also of Mono; innermost first, an inner exception behind `--->`. */
export const findDotnetTrace: FindStackTrace = (texts) => {
  for (let last = texts.length - 1; last >= 0; last--) {
    if (!frameLine.test(texts[last] as string)) continue;
    const frames: Frame[] = [];
    for (let at = last; at >= Math.max(0, last - mostLines); at--) {
      const text = texts[at] as string;
      const match = frameLine.exec(text);
      if (match) {
        // Mono writes a hash where it knows no file
        const file = match[2] && !/^<[0-9a-f]{8,}>$/.test(match[2]) ? match[2] : null;
        frames.unshift({ file: file ?? '', line: file ? Number(match[3]) : null, name: match[1] as string });
        continue;
      }
      if (/^\s{1,12}--- End of /.test(text)) continue;
      const error = errorLine.exec(text);
      if (!error) {
        last = at;
        break;
      }
      return {
        language: 'dotnet',
        exception: error[1] as string,
        message: boundMessage(error[2] as string),
        frame: frames.find(({ name }) => !library.test(name ?? '')) ?? null,
        end: last,
      };
    }
  }
  return null;
};
