import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where a client's files are looked for; tests give their own. */
export interface Place {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
  /** The project's folder, for files that lie in it. */
  folder: string;
  /** The names in a folder; none where there is no such folder. */
  names(folder: string): Promise<string[]>;
}

export function thisPlace(): Place {
  const names = (folder: string) => readdir(folder).catch(() => []);
  return { platform: process.platform, env: process.env, home: homedir(), folder: process.cwd(), names };
}

/** Paths as the platform writes them, also where tests run on another one. */
export function pathsOf({ platform }: Place): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

/** Where programs keep what a person set, by the platform's custom. */
export function settingsFolder(place: Place): string {
  const { platform, env, home } = place;
  const { join } = pathsOf(place);
  if (platform === 'win32') return env.APPDATA ?? join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(home, '.config');
}
