import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Readable } from 'node:stream';
import type { BuildContext } from './build-context.js';
import type { Engine } from './connect.js';
import { contextTar } from './context-tar.js';
import { currentSurroundings } from './docker-config.js';
import { statusOf } from './engine-fault.js';
import { registryCredentials } from './registry-credentials.js';
import { openSession } from './session/open-session.js';

export interface BuildFiles {
  context: BuildContext;
  /** Relative to the context's root where it is on disk; its content goes in place of what is there. */
  dockerfile: { path: string; content: string };
  /** Files by the id that `RUN --mount=type=secret` names. Only what the user has named: a Dockerfile may ask for anything. */
  secrets?: Record<string, string>;
}

/** What a build reads, on its way to the engine. */
export interface Delivery {
  /** Parameters of the build's request. */
  query: Record<string, string>;
  body: Readable | Buffer;
  /** Rejects with why something could not be read; never resolves. */
  failed: Promise<never>;
  sentBytes(): number;
  close(): void;
}

/**
 * Gives a build its files as the engine takes them: BuildKit asks over a session for what it lacks, exactly as Docker's own
 * client lets it, and for credentials of registries; an engine without sessions (Podman) is sent a tar of everything.
 */
export async function deliverContext(
  engine: Engine,
  files: BuildFiles,
  signal: AbortSignal,
  warn: (message: string) => void,
): Promise<Delivery> {
  if (engine.podman) return asTar(files, warn);
  try {
    return await overSession(engine, files, signal, warn);
  } catch (error) {
    if (statusOf(error) === 404) return asTar(files, warn);
    throw error;
  }
}

async function overSession(
  engine: Engine,
  { context, dockerfile, secrets = {} }: BuildFiles,
  signal: AbortSignal,
  warn: (message: string) => void,
): Promise<Delivery> {
  const { failed, fail } = failure();
  let sent = 0;
  const surroundings = currentSurroundings();
  const name = posix.basename(dockerfile.path);
  const alone = { root: null, rules: { patterns: [] }, overlay: new Map([[name, Buffer.from(dockerfile.content)]]) };
  const session = await openSession(
    engine,
    {
      folders: { context, dockerfile: alone },
      credentials: (host) => registryCredentials(host, surroundings),
      secret: async (id) => (Object.hasOwn(secrets, id) ? readFile(secrets[id] as string) : null),
      failed: fail,
      warn,
      sent(bytes) {
        sent += bytes;
      },
    },
    signal,
  );
  const query = { session: session.id, remote: 'client-session', dockerfile: name };
  // an empty body, since the client would send the query as one
  return { query, body: Buffer.alloc(0), failed, sentBytes: () => sent, close: session.close };
}

function asTar({ context, dockerfile }: BuildFiles, warn: (message: string) => void): Delivery {
  const { failed, fail } = failure();
  const overlay = new Map([...context.overlay, [dockerfile.path, Buffer.from(dockerfile.content)]] as const);
  const tar = contextTar({ ...context, overlay }, warn);
  tar.on('error', fail);
  let sent = 0;
  tar.on('data', (chunk) => {
    sent += (chunk as Buffer).length;
  });
  // a listener for data alone would let it run before anyone takes it
  tar.pause();
  const body = tar as unknown as Readable;
  return { query: { dockerfile: dockerfile.path }, body, failed, sentBytes: () => sent, close: () => tar.destroy() };
}

function failure(): { failed: Promise<never>; fail: (error: unknown) => void } {
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // it may happen while nobody waits
  failed.catch(() => {});
  return { failed, fail };
}
