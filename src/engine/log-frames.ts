/**
 * Splits what an engine sends for a container without a terminal: frames of a stream's number, three zeros and a length in
 * four bytes (Docker Engine API, ContainerAttach). Anything else is taken as plain output.
 */
export function demultiplex(bytes: Buffer): { stdout: string; stderr: string } {
  const streams: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  while (at + 8 <= bytes.length) {
    const stream = bytes[at] as number;
    const length = bytes.readUInt32BE(at + 4);
    if (stream > 2 || bytes[at + 1] !== 0 || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
      streams[0].push(bytes.subarray(at));
      at = bytes.length;
      break;
    }
    streams[stream === 2 ? 1 : 0].push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  if (at < bytes.length) streams[0].push(bytes.subarray(at));
  return { stdout: Buffer.concat(streams[0]).toString('utf8'), stderr: Buffer.concat(streams[1]).toString('utf8') };
}
