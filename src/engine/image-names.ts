import type { Engine } from './connect.js';
import { askEngine } from './engine-stream.js';

/** Names and tags of the images that an engine has, the newest first; those without a name are left out. */
export async function listImageNames(engine: Engine, signal: AbortSignal): Promise<string[]> {
  const images = await askEngine(engine, () => engine.docker.listImages({ abortSignal: signal }));
  return images.flatMap(({ RepoTags }) => RepoTags ?? []).filter((name) => !name.includes('<none>'));
}
