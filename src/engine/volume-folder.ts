import type { Engine } from './connect.js';
import { getJson } from './get-json.js';

/** The folder of the engine's host that a volume stands for (driver options `type: none, o: bind`); null of any other. */
export async function volumeFolder(engine: Engine, name: string, signal: AbortSignal): Promise<string | null> {
  const volume = (await getJson(engine, `/volumes/${encodeURIComponent(name)}`, signal).catch((error) => {
    if (signal.aborted) throw error;
    return null;
  })) as { Options?: Record<string, unknown> | null } | null;
  const { o, device } = volume?.Options ?? {};
  return typeof o === 'string' && o.split(',').includes('bind') && typeof device === 'string' ? device : null;
}
