import type { Engine } from '../../engine/connect.js';
import { type InspectedContainer, inspectImage } from '../../engine/inspect-container.js';
import type { ImageSettings } from './container-evidence.js';
import { readImageSettings } from './read-settings.js';

/** The image that a container was made of, and whether there still is one under the name that was asked for. */
export async function readImage(
  engine: Engine,
  { Image: id, Config: { Image: name } }: InspectedContainer,
  signal: AbortSignal,
): Promise<{ settings: ImageSettings | null; named: boolean }> {
  const [image, namesake] = await Promise.all([
    inspectImage(engine, id, signal),
    name && name !== id ? inspectImage(engine, name, signal) : null,
  ]);
  return { settings: image && readImageSettings(image), named: !name || (name === id ? image : namesake) !== null };
}
