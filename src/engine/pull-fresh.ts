import type { Activity } from '../activity.js';
import { authConfigOf } from './auth-config.js';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { followProgress } from './follow-progress.js';
import { inspectImage } from './image.js';
import type { RegistryLogin } from './registry-credentials.js';

/** What a pull found on an engine. */
export interface FreshPull {
  /** What the engine calls the image. */
  engineId: string;
  /** Layers that were there before, so that they were not fetched. */
  sharedLayers: number;
  layers: number;
}

export interface FreshImage {
  /** By digest, so that nothing else can be meant. */
  reference: string;
  host: string;
  login: RegistryLogin | null;
  /** Images that the work may pull too. */
  companions: readonly string[];
}

/**
 * Pulls an image that the engine does not have, has work done with it, and removes it again on every way out. Other images that
 * came meanwhile are somebody else's and stay.
 * @returns null, with nothing done, where the engine has it already
 */
export async function withFreshImage<T>(
  engine: Engine,
  { reference, host, login, companions }: FreshImage,
  activity: Activity,
  work: (pull: FreshPull) => Promise<T>,
): Promise<T | null> {
  const { docker } = engine;
  if (await inspectImage(engine, reference)) return null;
  const before = new Set((await docker.listImages({ all: true })).map(({ Id }) => Id));
  const layers = new Map<string, string>();
  const brought = [reference];
  for (const name of companions) if (!(await inspectImage(engine, name))) brought.push(name);
  try {
    const stream = await docker.pull(reference, {
      authconfig: authConfigOf(host, login),
      abortSignal: activity.signal,
    });
    await followProgress(stream, ({ id, status }) => {
      if (!id || !status || status.startsWith('Pulling from')) return;
      layers.set(id, status);
      activity.report(`pull: ${id} ${status.toLowerCase()}`);
    });
    activity.signal.throwIfAborted();
    const facts = await inspectImage(engine, reference);
    if (!facts) throw new Error(`the engine does not have ${reference} after it pulled it`);
    const shared = [...layers.values()].filter((status) => status === 'Already exists').length;
    // an image under another name may be the same one
    const known = before.has(facts.engineId);
    return await work({
      engineId: facts.engineId,
      sharedLayers: known ? facts.diffIds.length : shared,
      layers: facts.diffIds.length,
    });
  } catch (error) {
    activity.signal.throwIfAborted();
    throw engineFault(error, engine.endpoint);
  } finally {
    for (const name of brought)
      await docker
        .getImage(name)
        .remove()
        .catch(() => {});
  }
}
