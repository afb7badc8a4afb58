import { Fault } from '../fault.js';
import type { Engine } from './connect.js';
import { statusOf } from './engine-fault.js';
import { askEngine } from './engine-stream.js';
import { getJson } from './get-json.js';
import { type InspectedImage, inspectImage } from './inspect-container.js';

/** A step of an image's history; `bytes` is the engine's own figure of the unpacked files. */
interface EngineHistoryStep {
  createdBy: string;
  bytes: number;
}

export interface ToldImage {
  facts: InspectedImage;
  /** The oldest step first. */
  history: EngineHistoryStep[];
}

/**
 * What the engine tells of an image without exporting it.
 * @throws Fault invalid-input for what can be no image's name, image-not-found
 */
export async function tellImage(engine: Engine, name: string, signal: AbortSignal): Promise<ToldImage> {
  if (!/^[a-zA-Z0-9][a-zA-Z0-9._/:@-]{0,511}$/.test(name) || name.includes('..'))
    throw new Fault('invalid-input', `${JSON.stringify(name.slice(0, 80))} is no image.`, 'See docker image ls');
  const [facts, history] = await Promise.all([
    inspectImage(engine, name, signal),
    askEngine(engine, () => getJson(engine, `/images/${name}/history`, signal)).catch((error: Error) => {
      if (statusOf(error.cause) === 404) return null;
      throw error;
    }),
  ]);
  if (!facts || !Array.isArray(history))
    throw new Fault(
      'image-not-found',
      `The engine has no image ${name}.`,
      `See which it has with docker image ls, or get it first: docker pull ${name}`,
    );
  const steps = (history as { CreatedBy?: string; Size?: number }[]).map(({ CreatedBy, Size }) => ({
    createdBy: typeof CreatedBy === 'string' ? CreatedBy : '',
    bytes: typeof Size === 'number' ? Size : 0,
  }));
  return { facts, history: steps.reverse() };
}
