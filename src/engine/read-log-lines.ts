import type { Engine } from './connect.js';
import { openEngineStream } from './engine-stream.js';
import type { RawLogLine } from './log-line.js';
import { splitLog } from './split-log.js';

export interface LogQuery {
  /** The container has a terminal: its log is one raw stream. */
  terminal: boolean;
  /** Epoch seconds, with a fraction. */
  since?: number;
}

export interface LogPart {
  lines: RawLogLine[];
  /** Nothing lies outside of this part, as far as the question went. */
  whole: boolean;
  /** What the engine said where it broke off. */
  error: string | null;
}

const mostBytesOfBeginning = 4 * 1024 * 1024;

/** The first lines of a log: the engine's API has no such question, so the stream is closed when there are enough. */
export async function readLogBeginning(
  engine: Engine,
  id: string,
  query: LogQuery,
  most: number,
  signal: AbortSignal,
): Promise<LogPart> {
  const stream = await openEngineStream(engine, `/containers/${id}/logs`, options(query), signal);
  const lines: RawLogLine[] = [];
  const splitter = splitLog(query.terminal, (line) => lines.push(line));
  let bytes = 0;
  for await (const chunk of stream) {
    splitter.add(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (lines.length > most || bytes > mostBytesOfBeginning) {
      stream.destroy();
      return { lines: lines.slice(0, most), whole: false, error: splitter.error() };
    }
  }
  splitter.end();
  return { lines: lines.slice(0, most), whole: lines.length <= most, error: splitter.error() };
}

/** The last lines of a log. Engines count entries: a line of more than 16 KB is several, so that there may be fewer lines than asked for. */
export async function readLogEnd(
  engine: Engine,
  id: string,
  query: LogQuery,
  most: number,
  signal: AbortSignal,
): Promise<LogPart> {
  const stream = await openEngineStream(
    engine,
    `/containers/${id}/logs`,
    { ...options(query), tail: String(most) },
    signal,
  );
  let lines: RawLogLine[] = [];
  const splitter = splitLog(query.terminal, (line) => {
    lines.push(line);
    // a driver that knows no tail sends everything
    if (lines.length >= 2 * most + 100) lines = lines.slice(-most);
  });
  for await (const chunk of stream) splitter.add(chunk as Buffer);
  splitter.end();
  return { lines: lines.slice(-most), whole: splitter.entries() < most, error: splitter.error() };
}

function options({ since }: LogQuery): Record<string, string | number | boolean> {
  return {
    stdout: 1,
    stderr: 1,
    follow: 0,
    timestamps: 1,
    ...(since === undefined ? {} : { since: since.toFixed(9) }),
  };
}
