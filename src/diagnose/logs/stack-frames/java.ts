import { boundMessage, type FindStackTrace, type Frame, mostLines } from './stack-trace.js';

const frameLine = /^\s{1,40}at (?:[\w.@-]{1,100}\/{1,2}){0,2}([\w.$<>]{1,400})\(([^():]{1,200})(?::(\d{1,9}))?\)/;
const errorLine =
  /(?:^|[\s:])((?:[a-z_][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,100}|[A-Z][\w$]{0,80}(?:Exception|Error))(?:: (.{0,4000}))?$/;
const library =
  /^(?:java|javax|jdk|sun|com\.sun|jakarta|kotlin|kotlinx|scala|groovy|clojure|org\.(?:springframework|apache|hibernate|eclipse|jboss|junit|slf4j|glassfish|postgresql|gradle|codehaus)|io\.(?:netty|quarkus|micronaut|undertow|vertx|grpc)|reactor|ch\.qos|com\.(?:fasterxml|zaxxer|google|mysql))\./;

/** `Exception in thread "main" ...`; what it was caused by stands below and is nearer to the matter. */
export const findJavaTrace: FindStackTrace = (texts) => {
  const last = texts.findLastIndex((text) => frameLine.test(text));
  if (last < 0) return null;
  const blocks = blocksOf(texts, last);
  const innermost = blocks.at(-1);
  if (!innermost) return null;
  const own = blocks.flatMap(({ frames }) => frames.find(({ name }) => !library.test(name ?? '')) ?? []).at(-1);
  return {
    language: 'java',
    exception: innermost.exception,
    message: innermost.message,
    frame: own ?? null,
    end: last,
  };
};

interface Block {
  exception: string;
  message: string;
  frames: Frame[];
}

/** Each exception of the chain with its own frames, outermost first. */
function blocksOf(texts: readonly string[], last: number): Block[] {
  const blocks: Block[] = [];
  let frames: Frame[] = [];
  for (let at = last; at >= Math.max(0, last - mostLines); at--) {
    const text = texts[at] as string;
    const match = frameLine.exec(text);
    if (match) {
      frames.unshift({ file: match[2] as string, line: match[3] ? Number(match[3]) : null, name: match[1] as string });
      continue;
    }
    if (/^\s{1,40}\.\.\. \d{1,6} (?:more|common frames)/.test(text) || /^\s{1,40}Suppressed: /.test(text)) continue;
    const error = frames.length > 0 ? errorLine.exec(text) : null;
    if (!error) {
      // a message over several lines
      if (frames.length > 0 && last - at < mostLines && !/^\S{0,40}\s*$/.test(text) && blocks.length === 0) continue;
      break;
    }
    blocks.unshift({ exception: error[1] as string, message: boundMessage(error[2] ?? ''), frames });
    frames = [];
    if (!/^Caused by: /.test(text.trim())) break;
  }
  return blocks;
}
