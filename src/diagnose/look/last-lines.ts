import type { Engine } from '../../engine/connect.js';
import { engineFault, messageOf, statusOf } from '../../engine/engine-fault.js';
import { readEngineInfo } from '../../engine/engine-info.js';
import type { InspectedContainer } from '../../engine/inspect-container.js';
import { readLogEnd } from '../../engine/read-log-lines.js';
import { Fault } from '../../fault.js';
import { secretValues } from '../evidence/environment.js';
import { plainText } from '../evidence/plain-text.js';
import { readableLines } from '../evidence/readable-lines.js';
import { parseSince } from '../evidence/since.js';

export interface LastLines {
  container: string;
  lines: { at: string | null; stream: 'stdout' | 'stderr'; text: string }[];
  /** There are lines before these. */
  truncated: boolean;
}

/**
 * The last lines of a container's log, redacted, escaped and bounded.
 * @throws Fault engine-refused where its log driver keeps nothing that can be read
 */
export async function readLastLines(
  engine: Engine,
  container: InspectedContainer,
  { tail, since }: { tail: number; since?: string },
  signal: AbortSignal,
): Promise<LastLines> {
  const terminal = container.Config.Tty === true;
  const from = since === undefined ? undefined : parseSince(since, await engineNow(engine, signal));
  const query = { terminal, ...(from === undefined ? {} : { since: from }) };
  const secrets = secretValues(container.Config.Env);
  const part = await readLogEnd(engine, container.Id, query, tail, signal).catch((error: unknown) => {
    throw statusOf(error) === undefined ? engineFault(error, engine.endpoint) : unreadable(container, messageOf(error));
  });
  if (part.lines.length === 0 && part.error !== null) throw unreadable(container, part.error);
  return {
    container: plainText(container.Name.replace(/^\//, ''), 255),
    lines: readableLines(part.lines, terminal, secrets).map(({ text, stream, at }) => ({
      at: at === null ? null : new Date(at).toISOString(),
      stream,
      text,
    })),
    truncated: !part.whole,
  };
}

async function engineNow(engine: Engine, signal: AbortSignal): Promise<number> {
  return Date.now() + ((await readEngineInfo(engine, signal)).clockAheadMs ?? 0);
}

function unreadable({ HostConfig }: InspectedContainer, said: string): Fault {
  const driver = plainText(HostConfig.LogConfig?.Type ?? 'unknown', 100);
  return new Fault(
    'engine-refused',
    `The log cannot be read: ${plainText(said, 300)}`,
    driver === 'none'
      ? 'It runs with --log-driver none, which keeps nothing.'
      : `Its log driver is ${driver}: look where that sends the log.`,
  );
}
