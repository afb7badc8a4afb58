import type { Readable } from 'node:stream';
import { Fault } from '../fault.js';
import type { Engine } from './connect.js';
import { engineFault, messageOf, statusOf } from './engine-fault.js';
import { type ImageArchive, readImageArchive } from './image-archive.js';
import type { LayerVisitor } from './image-layer.js';
import { watchEngine } from './watch-engine.js';

/** Exports an image and reads it as it comes. */
export function readImage(
  engine: Engine,
  image: string,
  signal: AbortSignal,
  visitor?: (blob: string) => LayerVisitor | null,
): Promise<ImageArchive & { blobs: string[] }> {
  return exportImage(engine, image, signal, (stream) => readImageArchive(stream, visitor));
}

/** Has an image's `docker save` stream read; an engine that stops answering meanwhile ends it with a fault. */
export async function exportImage<T>(
  engine: Engine,
  image: string,
  signal: AbortSignal,
  read: (stream: Readable) => Promise<T>,
): Promise<T> {
  const watch = watchEngine(engine, signal);
  let stream: (Readable & { destroy(error?: Error): void }) | null = null;
  const stop = () => stream?.destroy(watch.signal.reason);
  try {
    stream = (await engine.docker.getImage(image).get()) as Readable;
    watch.signal.addEventListener('abort', stop, { once: true });
    watch.signal.throwIfAborted();
    return await read(stream);
  } catch (error) {
    const reason = watch.reason(error);
    throw isMissing(reason) ? notFound(image, reason) : engineFault(reason, engine.endpoint);
  } finally {
    watch.signal.removeEventListener('abort', stop);
    stream?.destroy();
    watch.stop();
  }
}

/** An export answers 404 or, of Docker's own store, 500 with words of its own. */
function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 || (statusOf(error) === 500 && /reference does not exist/i.test(messageOf(error)));
}

function notFound(image: string, cause: unknown): Fault {
  return new Fault(
    'image-not-found',
    `The engine has no image ${image}.`,
    `See which it has with docker image ls, or get it first: docker pull ${image}`,
    { cause },
  );
}

export interface ImageFacts {
  /** The engine's own id: a config digest or, with containerd's store, a manifest digest. */
  engineId: string;
  /** Digests of the uncompressed layers, base first. */
  diffIds: string[];
  environment: string[];
  user: string;
  stopSignal: string | null;
}

/** What the engine knows of an image without exporting it; null where there is no such image. */
export async function inspectImage(engine: Engine, image: string): Promise<ImageFacts | null> {
  // it stands in a request's path; what can be no name is none
  if (!/^\w[\w.\-/:@]*$/.test(image)) return null;
  try {
    const facts = await engine.docker.getImage(image).inspect();
    const config = facts.Config as { Env?: string[]; User?: string; StopSignal?: string } | null;
    return {
      engineId: facts.Id,
      diffIds: facts.RootFS?.Layers ?? [],
      environment: config?.Env ?? [],
      user: config?.User ?? '',
      stopSignal: config?.StopSignal || null,
    };
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw engineFault(error, engine.endpoint);
  }
}
