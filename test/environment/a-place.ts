import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Place } from '../../src/environment/place.js';
import { temporaryFolder } from '../engine/temporary-folder.js';

interface PlaceRequest {
  platform?: NodeJS.Platform;
  env?: Record<string, string>;
  /** Files in the user's home. */
  home?: Record<string, string>;
  /** Files of the system, by absolute path. */
  files?: Record<string, string>;
  system?: Partial<Place['system']>;
}

/** A machine made of a folder: its system's files, and a user's home; `{home}` in a variable stands for it. */
export async function aPlace({ platform = 'linux', env = {}, home = {}, files = {}, system = {} }: PlaceRequest = {}) {
  const folder = await temporaryFolder();
  const user = join(folder, 'home');
  const root = join(folder, 'root');
  await mkdir(user);
  await mkdir(root);
  const all = [
    ...Object.entries(home).map(([path, text]) => [join(user, path), text] as const),
    ...Object.entries(files).map(([path, text]) => [join(root, path), text] as const),
  ];
  for (const [path, text] of all) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { mode: 0o755 });
  }
  const variables = Object.entries({ PATH: '', ...env }).map(([name, value]) => [name, value.replace('{home}', user)]);
  return {
    surroundings: { env: Object.fromEntries(variables), platform, home: user },
    root,
    system: {
      memoryBytes: 16e9,
      cpus: 8,
      release: '6.8.0',
      hostName: 'laptop',
      arch: 'x64',
      userName: 'ana',
      groups: [1000],
      ...system,
    },
  } satisfies Place;
}
