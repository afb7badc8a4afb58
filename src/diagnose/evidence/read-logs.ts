import type { Engine } from '../../engine/connect.js';
import { withDeadline } from '../../engine/deadline.js';
import { isUnreachable, messageOf, statusOf } from '../../engine/engine-fault.js';
import type { RawLogLine } from '../../engine/log-line.js';
import { type LogPart, type LogQuery, readLogBeginning, readLogEnd } from '../../engine/read-log-lines.js';
import type { Logs } from './container-evidence.js';
import { plainText } from './plain-text.js';
import { readableLines } from './readable-lines.js';

export interface LogWishes extends LogQuery {
  tail: number;
  driver: string;
  /** Values that must not be seen. */
  secrets: readonly string[];
  /** Told why the beginning is missing. */
  onMissing(reason: string): void;
}

const mostOfBeginning = 200;
/** To find the beginning in a rotated or filtered log, an engine may have to read much: it is not worth a long wait. */
const beginningPatienceMs = 1_500;
/** Of so few lines, most entries were pieces of long ones, and what came before them is looked for once more. */
const fewLines = 50;

/** The beginning and the end of a log, without reading what lies between. */
export async function readLogs(engine: Engine, id: string, wishes: LogWishes, signal: AbortSignal): Promise<Logs> {
  const none = { first: [], last: [], truncated: false, driver: wishes.driver };
  try {
    const whole = new AbortController();
    const reading = end(engine, id, wishes, signal).then((part) => {
      if (part.whole) whole.abort();
      return part;
    });
    const [first, last] = await Promise.all([beginning(engine, id, wishes, signal, whole.signal), reading]);
    if (last.lines.length === 0 && last.error !== null)
      return { ...none, unreadable: plainText(last.error, 500, wishes.secrets) };
    const readable = (lines: readonly RawLogLine[]) => readableLines(lines, wishes.terminal, wishes.secrets);
    const earlier = first && !last.whole ? before(first.lines, last.lines) : [];
    const meet = first !== null && (earlier.length < first.lines.length || first.whole);
    return {
      first: readable(earlier),
      last: readable(last.lines),
      truncated: !last.whole && !meet,
      driver: wishes.driver,
      unreadable: null,
    };
  } catch (error) {
    if (signal.aborted || isUnreachable(error) || statusOf(error) === undefined) throw error;
    return { ...none, unreadable: plainText(messageOf(error), 500) };
  }
}

/** @param needless fires when the end turned out to be all there is */
async function beginning(
  engine: Engine,
  id: string,
  wishes: LogWishes,
  signal: AbortSignal,
  needless: AbortSignal,
): Promise<LogPart | null> {
  let inTime: AbortSignal | undefined;
  try {
    return await withDeadline(beginningPatienceMs, signal, (until) => {
      inTime = until;
      return readLogBeginning(engine, id, wishes, mostOfBeginning, AbortSignal.any([until, needless]));
    });
  } catch (error) {
    // the end says whether the log can be read at all
    if (signal.aborted) throw error;
    if (inTime?.aborted && !needless.aborted)
      wishes.onMissing(`the log's beginning took more than ${beginningPatienceMs / 1000} s`);
    return null;
  }
}

async function end(engine: Engine, id: string, wishes: LogWishes, signal: AbortSignal): Promise<LogPart> {
  const part = await readLogEnd(engine, id, wishes, wishes.tail, signal);
  if (part.whole || part.lines.length >= Math.min(fewLines, wishes.tail)) return part;
  const again = await readLogEnd(engine, id, wishes, wishes.tail * 4, signal).catch(() => part);
  const lines = again.lines.slice(-wishes.tail);
  return { ...again, lines, whole: again.whole && lines.length === again.lines.length };
}

/** Lines from before the end's first one; engines write times that can be compared as text. */
function before(lines: readonly RawLogLine[], last: readonly RawLogLine[]): readonly RawLogLine[] {
  const from = last.find(({ time }) => time !== null)?.time;
  if (!from) return [];
  return lines.filter(({ time }) => time !== null && time < from);
}
