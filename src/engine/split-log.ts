import { type LineBuffer, lineBuffer, type RawLogLine } from './log-line.js';

/** Turns an engine's log stream, with timestamps, into lines, in whatever chunks it comes. */
export interface LogSplitter {
  add(chunk: Buffer): void;
  /** Ends the last line where it has no line end. */
  end(): void;
  /** Entries of the log seen so far: a line of more than 16 KB is several. */
  entries(): number;
  /** What the engine itself said in the stream, where it broke off. */
  error(): string | null;
}

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const longestStamp = 40;
/** Docker's log copier cuts longer lines into entries of this size (daemon/logger/copier.go), each with a timestamp of its own. */
const entryBytes = 16 * 1024;
const newline = 0x0a;
const space = 0x20;

export function splitLog(terminal: boolean, onLine: (line: RawLogLine) => void): LogSplitter {
  let entries = 0;
  const count = () => {
    entries++;
  };
  if (terminal) {
    const lines = lineSplitter('stdout', true, onLine, count);
    lines.startEntry();
    return { add: lines.add, end: lines.end, entries: () => entries, error: () => null };
  }
  const out = lineSplitter('stdout', false, onLine, count);
  const err = lineSplitter('stderr', false, onLine, count);
  const said: string[] = [];
  const frames = frameReader((stream) => {
    if (stream === 3) return (piece) => said.push(piece.toString('utf8').slice(0, 500));
    const lines = stream === 2 ? err : out;
    lines.startEntry();
    return lines.add;
  });
  return {
    add: frames,
    end: () => {
      out.end();
      err.end();
    },
    entries: () => entries,
    error: () => (said.length > 0 ? said.join('').trim().slice(0, 500) : null),
  };
}

/** Frames as in ContainerAttach of the Docker Engine API: a stream's number, three zeros, a length in four bytes. */
function frameReader(open: (stream: number) => (piece: Buffer) => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let left = 0;
  let deliver: (piece: Buffer) => void = () => {};
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (left > 0) {
        const piece = chunk.subarray(at, at + left);
        deliver(piece);
        left -= piece.length;
        at += piece.length;
        continue;
      }
      const part = chunk.subarray(at, at + 8 - header.length);
      header = Buffer.concat([header, part]);
      at += part.length;
      if (header.length < 8) return;
      left = header.readUInt32BE(4);
      deliver = open(header[0] as number);
      header = Buffer.alloc(0);
    }
  };
}

interface LineSplitter {
  /** A timestamp comes next. */
  startEntry(): void;
  add(piece: Buffer): void;
  end(): void;
}

/** @param raw entries follow each other without frames: one begins after each line end, and where a long line was cut */
function lineSplitter(
  stream: RawLogLine['stream'],
  raw: boolean,
  onLine: (line: RawLogLine) => void,
  onEntry: () => void,
): LineSplitter {
  const buffer: LineBuffer = lineBuffer();
  let time: string | null = null;
  let open = false;
  /** Bytes that may be a timestamp; null while text is read. */
  let prefix: Buffer | null = null;
  let entryLength = 0;

  const addText = (piece: Buffer) => {
    buffer.add(piece);
    entryLength += piece.length;
    if (piece.length > 0) open = true;
  };
  const settlePrefix = (text: Buffer, ended: boolean) => {
    prefix = null;
    entryLength = 0;
    if (ended && stamp.test(text.toString('latin1'))) {
      onEntry();
      if (!open) time = text.toString('latin1');
      open = true;
    } else if (text.length > 0) addText(ended ? Buffer.concat([text, Buffer.from(' ')]) : text);
  };
  const endLine = () => {
    onLine(buffer.take(stream, time));
    open = false;
    if (raw) {
      time = null;
      prefix = Buffer.alloc(0);
    }
  };
  /** @returns how many bytes were taken */
  const readPrefix = (piece: Buffer, so: Buffer): number => {
    const room = longestStamp - so.length;
    const stop = piece.subarray(0, room).findIndex((byte) => byte === space || byte === newline);
    const part = Buffer.concat([so, piece.subarray(0, stop < 0 ? room : stop)]);
    if (stop < 0 && part.length < longestStamp) prefix = part;
    else settlePrefix(part, stop >= 0 && piece[stop] === space);
    return stop < 0 ? Math.min(room, piece.length) : piece[stop] === space ? stop + 1 : stop;
  };
  return {
    startEntry() {
      if (prefix) settlePrefix(prefix, false);
      prefix = Buffer.alloc(0);
    },
    add(piece) {
      let at = 0;
      while (at < piece.length) {
        const rest = piece.subarray(at);
        if (prefix) {
          at += readPrefix(rest, prefix);
          continue;
        }
        const room = raw && entryLength < entryBytes ? entryBytes - entryLength : rest.length;
        const stop = rest.subarray(0, room + 1).indexOf(newline);
        if (stop >= 0) {
          addText(rest.subarray(0, stop));
          endLine();
          at += stop + 1;
        } else {
          const text = rest.subarray(0, room);
          addText(text);
          at += text.length;
          if (raw && entryLength === entryBytes) prefix = Buffer.alloc(0);
        }
      }
    },
    end() {
      if (prefix) settlePrefix(prefix, false);
      if (open) endLine();
    },
  };
}
