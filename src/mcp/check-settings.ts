import { stat } from 'node:fs/promises';
import { Fault } from '../fault.js';
import type { ServerSettings } from './connection.js';
import { offeredTools } from './offered-tools.js';

/** What a server was started with can be served. @throws Fault `invalid-input`, `path-not-found` */
export async function checkSettings(settings: ServerSettings): Promise<void> {
  if (offeredTools(settings).length === 0)
    throw new Fault('invalid-input', 'No tool is left to offer.', 'Name others, or do not start it read-only.');
  for (const root of settings.roots ?? [])
    if (!(await stat(root).catch(() => null))?.isDirectory())
      throw new Fault('path-not-found', `The root ${root} is no folder.`, 'Name a folder that exists.');
}
