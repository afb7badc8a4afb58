import type { Activity } from '../activity.js';
import type { Engine } from './connect.js';
import { engineFault } from './engine-fault.js';
import { followProgress } from './follow-progress.js';
import { inspectImage } from './image.js';

/** Pulls an image unless the engine has it. @throws Fault engine-refused with the registry's own words */
export async function ensureImage(engine: Engine, image: string, activity: Activity): Promise<void> {
  if (await inspectImage(engine, image)) return;
  activity.report(`pull: ${image}`);
  try {
    const stream = await engine.docker.pull(image, { abortSignal: activity.signal });
    await followProgress(stream);
  } catch (error) {
    throw engineFault(error, engine.endpoint);
  }
  activity.signal.throwIfAborted();
}
