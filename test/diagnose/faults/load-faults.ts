import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProvokedFault, SoundContainer } from './fault.js';

export interface AllFaults {
  faults: ProvokedFault[];
  sound: SoundContainer[];
}

/** Everything in this folder's `*.faults` and `*.sound` files, in the order of their names. */
export async function loadFaults(folder = import.meta.dirname): Promise<AllFaults> {
  const names = (await readdir(folder)).filter((name) => /\.(?:faults|sound)\.[jt]s$/.test(name)).sort();
  const all: AllFaults = { faults: [], sound: [] };
  for (const name of names) {
    const module = (await import(pathToFileURL(path.join(folder, name)).href)) as Partial<AllFaults>;
    all.faults.push(...(module.faults ?? []));
    all.sound.push(...(module.sound ?? []));
  }
  const ids = [...all.faults, ...all.sound].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`two faults are called ${twice}`);
  return all;
}
