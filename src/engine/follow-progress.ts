/** What an engine tells of a pull or a push, one JSON document a line. */
export interface ProgressEvent {
  status?: string;
  id?: string;
  progressDetail?: { current?: number; total?: number };
  error?: string;
  aux?: { Tag?: string; Digest?: string; Size?: number };
}

/**
 * Reads an engine's progress to its end. docker-modem's function of that name passes over errors that come once the answer has
 * begun, which is when a registry refuses a layer.
 * @throws what the engine says, as if it had answered so
 */
export async function followProgress(
  stream: AsyncIterable<Buffer | string>,
  onEvent: (event: ProgressEvent) => void = () => {},
): Promise<void> {
  let rest = '';
  for await (const piece of stream) {
    const lines = (rest + piece.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line, onEvent);
  }
  read(rest, onEvent);
}

function read(line: string, onEvent: (event: ProgressEvent) => void): void {
  if (!line.trim()) return;
  const event = JSON.parse(line) as ProgressEvent;
  if (event.error) throw Object.assign(new Error(event.error), { statusCode: 500 });
  onEvent(event);
}
