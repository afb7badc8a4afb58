import type { Engine } from './connect.js';
import { type ContainerEvent, parseEvent } from './container-events.js';
import { engineFault } from './engine-fault.js';
import { openEngineStream } from './engine-stream.js';
import { watchEngine } from './watch-engine.js';

export interface EventFilter {
  /** A name, which a container that is made later may have too, or an id. */
  container?: string;
  label?: string;
}

const longestEvent = 256 * 1024;

/**
 * Calls back for each event of some containers until the signal fires.
 * @param onOpen the engine listens: what happens from now on is told
 * @throws Fault engine-unreachable where the engine goes away, the signal's reason where it fires
 */
export async function followEvents(
  engine: Engine,
  { container, label }: EventFilter,
  { onOpen, onEvent }: { onOpen(): void; onEvent(event: ContainerEvent): void },
  signal: AbortSignal,
): Promise<never> {
  const filters = {
    type: ['container'],
    ...(container === undefined ? {} : { container: [container] }),
    ...(label === undefined ? {} : { label: [label] }),
  };
  const watch = watchEngine(engine, signal);
  try {
    const stream = await openEngineStream(engine, '/events', { filters: JSON.stringify(filters) }, watch.signal);
    onOpen();
    stream.setEncoding('utf8');
    let rest = '';
    for await (const chunk of stream) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > longestEvent) rest = '';
      for (const line of lines) {
        const event = parseEvent(line);
        if (event) onEvent(event);
      }
    }
    // it ends by itself only where the engine does
    throw Object.assign(new Error('the stream of events ended'), { code: 'ECONNRESET' });
  } catch (error) {
    throw engineFault(watch.reason(error), engine.endpoint);
  } finally {
    watch.stop();
  }
}
