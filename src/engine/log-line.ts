/** A line as it came from the engine, bounded: of a long one only the beginning and the end are kept. Not redacted, not escaped. */
export interface RawLogLine {
  stream: 'stdout' | 'stderr';
  /** As the engine wrote it (RFC 3339 with nanoseconds); null where it wrote none. */
  time: string | null;
  beginning: string;
  /** Null where `beginning` is the whole line. */
  end: string | null;
  leftOutBytes: number;
}

export const longestBeginning = 4_096;
export const longestEnd = 2_048;

/** Gathers one line from pieces, whatever its length, in a few kilobytes; decoded when whole, so that no character breaks at a piece's edge. */
export interface LineBuffer {
  add(piece: Buffer): void;
  /** Ends the line and empties the buffer. */
  take(stream: RawLogLine['stream'], time: string | null): RawLogLine;
}

export function lineBuffer(): LineBuffer {
  let head: Buffer[] = [];
  let headLength = 0;
  let tail = Buffer.alloc(0);
  let length = 0;
  return {
    add(piece) {
      length += piece.length;
      const room = longestBeginning - headLength;
      if (room > 0) {
        const part = piece.subarray(0, room);
        head.push(part);
        headLength += part.length;
      }
      const rest = piece.subarray(Math.max(0, room));
      if (rest.length >= longestEnd) tail = Buffer.from(rest.subarray(-longestEnd));
      else if (rest.length > 0) tail = Buffer.from(Buffer.concat([tail, rest]).subarray(-longestEnd));
    },
    take(stream, time) {
      const leftOutBytes = length - headLength - tail.length;
      const bytes = Buffer.concat(leftOutBytes > 0 ? head : [...head, tail]);
      const line: RawLogLine =
        leftOutBytes > 0
          ? { stream, time, beginning: decodeBeginning(bytes), end: decodeEnd(tail), leftOutBytes }
          : { stream, time, beginning: bytes.toString('utf8'), end: null, leftOutBytes: 0 };
      head = [];
      headLength = 0;
      tail = Buffer.alloc(0);
      length = 0;
      return line;
    },
  };
}

/** Without the half of a character at the cut. */
function decodeBeginning(bytes: Buffer): string {
  let cut = bytes.length;
  while (cut > bytes.length - 4 && cut > 0 && isContinuation(bytes[cut - 1])) cut--;
  const first = bytes[cut - 1] ?? 0;
  const wanted = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
  return bytes.subarray(0, wanted > bytes.length - cut + 1 ? cut - 1 : bytes.length).toString('utf8');
}

function decodeEnd(bytes: Buffer): string {
  let from = 0;
  while (from < 4 && isContinuation(bytes[from])) from++;
  return bytes.subarray(from).toString('utf8');
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
