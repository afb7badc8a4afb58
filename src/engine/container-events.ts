import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { openEngineStream } from './engine-stream.js';

export interface ContainerEvent {
  /** The container's id. */
  id: string;
  action: string;
  /** Epoch milliseconds by the engine's clock. */
  at: number;
  attributes: Record<string, string>;
}

const mostEvents = 2_000;
const longestEvent = 256 * 1024;

/**
 * What the engine remembers of a container: Docker keeps the last 256 events of all containers, Podman a journal.
 * @param since and `until`: epoch milliseconds by the engine's clock; with an `until` that has passed the answer ends by itself
 * @returns oldest first, the newest where there are too many
 */
export async function readEvents(
  engine: Engine,
  nameOrId: string,
  { since, until }: { since: number; until: number },
  signal: AbortSignal,
): Promise<ContainerEvent[]> {
  const query = {
    since: (since / 1000).toFixed(3),
    until: (until / 1000).toFixed(3),
    filters: JSON.stringify({ type: ['container'], container: [nameOrId] }),
  };
  let events: ContainerEvent[] = [];
  try {
    const stream = await openEngineStream(engine, '/events', query, signal);
    let rest = '';
    stream.setEncoding('utf8');
    for await (const chunk of stream) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestEvent) rest = '';
      for (const line of lines) {
        const event = parseEvent(line);
        if (event) events.push(event);
      }
      if (events.length > 2 * mostEvents) events = events.slice(-mostEvents);
    }
    const last = parseEvent(rest);
    if (last) events.push(last);
  } catch (error) {
    throw signal.aborted ? signal.reason : engineFault(error, engine.endpoint);
  }
  return events.slice(-mostEvents).sort((a, b) => a.at - b.at);
}

/** An event as the engine writes it, one a line; null for what is none. */
export function parseEvent(line: string): ContainerEvent | null {
  if (!line.trim()) return null;
  try {
    const event = JSON.parse(line);
    const attributes = event.Actor?.Attributes ?? {};
    return {
      id: String(event.Actor?.ID ?? event.id ?? ''),
      action: String(event.Action ?? event.status ?? ''),
      at: event.timeNano ? Math.floor(event.timeNano / 1e6) : Number(event.time) * 1000,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)])),
    };
  } catch {
    return null;
  }
}
