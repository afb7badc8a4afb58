import type { Engine } from '../../engine/connect.js';
import { type ContainerEvent, readEvents as readEngineEvents } from '../../engine/container-events.js';
import { lookName } from '../../engine/inside-scripts.js';
import type { EngineEvent } from './container-evidence.js';
import { plainText } from './plain-text.js';

const mostEvents = 500;
/** What tells of a container's life; looking at it (`top`, `attach`, `archive-path`) does not. */
const telling =
  /^(?:create|start|restart|die|oom|kill|stop|pause|unpause|destroy|rename|update|health_status|exec_create|exec_die|checkpoint|init|remove|died|cleanup)\b/;
/** Others are labels, of the container and its image. */
const kept = ['image', 'name', 'exitCode', 'signal', 'execDuration', 'execID', 'oldName', 'containerExitCode'];

/** The events of one container, in the engine's own words. */
export async function readEvents(
  engine: Engine,
  id: string,
  span: { since: number; until: number },
  secrets: readonly string[],
  signal: AbortSignal,
): Promise<EngineEvent[]> {
  return readableEvents(await readEngineEvents(engine, id, span, signal), secrets);
}

export function readableEvents(events: readonly ContainerEvent[], secrets: readonly string[] = []): EngineEvent[] {
  const ours = new Set(
    events.flatMap(({ action, attributes: { execID } }) => (action.includes(lookName) && execID ? [execID] : [])),
  );
  return events
    .filter(({ action, attributes: { execID } }) => telling.test(action) && !(execID && ours.has(execID)))
    .slice(-mostEvents)
    .map(({ action, at, attributes }) => ({
      // Podman says `died`
      action: action === 'died' ? 'die' : plainText(action, 1_000, secrets),
      at,
      attributes: Object.fromEntries(
        kept.flatMap((name) => {
          const value = attributes[name];
          if (value === undefined) return [];
          return [[name === 'containerExitCode' ? 'exitCode' : name, plainText(value, 500)] as const];
        }),
      ),
    }));
}
